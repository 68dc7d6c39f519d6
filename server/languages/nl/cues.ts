import type { CueWords } from '../cues.ts';

export const cues: CueWords = {
  add: 'voeg toevoegen noteer noteren schrijf opschrijven zet onthoud* herinner* niet_vergeten vergeet_niet maak_aan moet moeten plan erbij',
  show: 'toon laat_zien laat geef lijst zoek* vind* wat welke hoeveel wanneer waar heb_ik staat staan is_er zijn_er vertel',
  done: 'klaar gedaan af afgevinkt afvinken vink afgerond voltooi* streep geregeld gelukt door doorstrepen betaald gekocht gebeld afgestreept',
  past: 'ge*',
  remove:
    'verwijder* wis* schrap* gooi* haal weg annuleer* geannuleerd verwijderen eraf afgezegd afzeggen mag_weg kan_weg',
  move: 'verplaats* verschui* verzet* schuif* stel_uit uitstellen verschoven verplaatst opschuiven vervroeg*',
  set: 'maak zet geef verander* wijzig* markeer moet is zijn wordt doe',
  undo: 'ongedaan terugdraai* draai_terug terug herstel* vergissing foutje',
  reopen: 'heropen* niet_klaar nog_niet weer_open',
  rename: 'hernoem* noem heet heten titel naam',
  note: 'notitie* aantekening opmerking erbij_zetten',
  tag: 'label* tag tags etiket',
  negated: 'niet geen nooit niets zonder bijna half als',
  but: 'behalve maar alleen uitgezonderd zonder op_na kan_wachten kunnen_wachten',
  small:
    "alsjeblieft alstublieft graag even maar nou zo dus eh ehm uhm hm oke ok hoi hallo en dan nu de het een mijn m'n ik mij me jij je u hij die dat deze dit wij van voor op om te in aan bij met naar als er al ook nog eens heb heeft hebben ben kan kun kunt wil zou wel alle alles taak taken lijst ding dingen mag nummer uit is zijn wordt moet toch",
};
