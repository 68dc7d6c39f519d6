import type { CueWords } from '../cues.ts';

export const cues: CueWords = {
  add: 'notier* eintragen trag merk* schreib aufschreiben hinzufug* fuge fug erinner* vergiss vergessen anlegen leg erstell* muss mussen sollte aufnehmen dazu nimm brauche',
  show: 'zeig* list* nenn* such* finde find was welche welcher welches wie_viele wieviel* wann wo gibt_es habe_ich steht ansteht anstehen an',
  done: 'erledigt fertig gemacht geschafft abhaken hak hake abgehakt abgeschlossen getan durch bezahlt gekauft angerufen gebracht geputzt erledige schon_gemacht fertiggestellt streich_durch',
  past: 'ge*t ge*en *iert war',
  remove:
    'losch* loesch* entfern* streich* weg raus wirf schmeiß* schmeiss* abgesagt storniert stornier* kill* weggeworfen absagen lass_fallen kann_weg kann_raus',
  move: 'verschieb* verschob* verleg* schieb* vertag* verlegt umlegen vorziehen zieh_vor',
  set: 'mach setz* stell* gib ander* markier* soll bekomm* kriegt kriegen ist sind auf pack',
  undo: 'ruckgangig zuruck widerruf* mach_zuruck versehen',
  reopen: 'wieder_offen wieder_auf wieder_offnen nicht_fertig nicht_erledigt doch_nicht',
  rename: 'umbenenn* benenn* nenn heißen heissen heißt umbenannt titel namen name',
  note: 'notiz* anmerk* kommentar* vermerk*',
  tag: 'schlagwort schlagworter tag tags label etikett* verschlagwort*',
  negated: 'nicht kein keine keinen noch_nicht nie nichts ohne fast halb wenn',
  but: 'außer ausser bis_auf aber nur ohne ausgenommen kann_warten können_warten',
  small:
    'bitte mal doch halt ja so also ahm ah hm okay ok na und dann jetzt der die das den dem des ein eine einen einem einer mein meine meinen meinem meiner ich mir mich du dir dich hab habe haben hast bin bist kannst konntest wurdest es sie er zu zum zur im in am an um auf von vom fur mit bei als da hier schon endlich gerade auch noch alle alles aufgabe aufgaben liste ab aus werden wird hat sache raus kommt lieber erst gut muss',
};
