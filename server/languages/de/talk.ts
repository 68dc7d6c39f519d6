import { defineLanguage } from '../define-language.ts';
import { replies } from './replies.ts';
import { cues } from './cues.ts';
import { rules } from '../language-pack.ts';

const TASK = `(?:aufgaben?|erinnerung(?:en)?|todos?|to-dos?|punkte?|eintrage?|sachen)`;
const LIST = `(?:(?:zur|(?:zu|zur|auf|in|von|auf die|in die) (?:meiner?|der|die)) (?:liste|aufgabenliste|todo-?liste|einkaufsliste|aufgaben))`;
const DONE = `(?:erledigt|fertig|gemacht|abgehakt|abgeschlossen|getan|geschafft|durch|beendet)`;

export const talk = defineLanguage({
  tag: 'de',
  rules: [
    ...rules(
      'yes',
      `^(?:ja|jo|jep|jawohl|klar|ok|okay|gerne?|sicher|mach das|mach es|mach|los|bestatigen?|bestatigt|richtig|genau|einverstanden|natürlich|naturlich|passt|na klar|ja klar)(?:[,.! ]+(?:ja|bitte|mach das|mach es|gerne|danke|klar|los|losche (?:es|sie|alle|ihn)|alle|genau|sicher))*$`,
    ),
    ...rules(
      'no',
      `^(?:nein|ne|nee|no|nicht|abbrechen|abbruch|stopp?|lass es|lass das|lieber nicht|auf keinen fall|niemals|vergiss es|noch nicht|jetzt nicht|nein danke|halt)(?:[,.! ]+(?:nein|danke|lieber nicht|lass es|nicht|bitte|abbrechen|doch nicht|vergiss es|bitte nicht))*$`,
    ),
    ...rules(
      'greeting',
      `^(?:hallo|hi|hey|moin|servus|guten (?:morgen|tag|abend)|gru(?:ss|ß) gott|na|wie geht'?s|wie geht es dir)(?:[,.! ?]+(?:parley|wie geht'?s|wie geht es dir|du|zusammen))*$`,
    ),
    ...rules(
      'thanks',
      `^(?:danke|vielen dank|dankeschon|danke schon|besten dank|herzlichen dank|super danke|merci)(?:[,.! ]+(?:parley|dir|sehr|schon|dafur|vielmals))*$`,
    ),
    ...rules(
      'farewell',
      `^(?:tschuss|tschüss|auf wiedersehen|bis (?:bald|morgen|spater|dann)|gute nacht|ciao|schonen (?:tag|abend)(?: noch)?)$`,
    ),
    ...rules(
      'help',
      `^(?:hilfe|hilf mir|(?:was|wie|wobei) (?:kannst|kann|geht|funktioniert|machst)(?: (?:du|ich|das|es|hier|mir|alles|sagen|tun|machen|helfen|fragen|dich|benutzen|eigentlich))*)$`,
    ),
    ...rules(
      'who',
      `^(?:wer|was) bist du.*$|^bist du (?:chatgpt|ein bot|ein roboter|eine ki|ein mensch|echt|gpt).*$|^wie hei(?:ss|ß)t du$`,
    ),
    ...rules(
      'redo',
      `^(?:(?:das|es) )?(?:wiederherstellen|wiederholen|redo)$|^stelle? (?:das|es) wieder her$|^(?:mach|mache) das ruckgangigmachen (?:wieder )?ruckgangig$`,
    ),
    ...rules(
      'undo',
      `^(?:(?:mach|mache) (?:das|es|die letzte anderung|alles|den letzten schritt) (?:wieder )?(?:ruckgangig|weg)|ruckgangig(?: machen)?|undo|(?:das )?ruckgangig(?: machen)?)(?:[,.;] ?.*)?$`,
    ),
    ...rules(
      'addBare',
      `^(?:(?:fuge|fug) (?:eine |ein |was |etwas )?(?:neue |neues )?(?:${TASK})? ?hinzu|(?:eine )?neue (?:${TASK})|erstelle (?:eine )?(?:neue )?(?:${TASK})|(?:eine )?(?:${TASK}) hinzufugen|hinzufugen)$`,
    ),
    ...rules('remindLater', `^erinner(?:e)? mich (?:spater|nachher|bald)(?: daran)?$`),
    ...rules(
      'completeAll',
      `^(?:markiere|hake?|setze) (?:alles|alle(?: meine)?(?: ${TASK})?) (?:als |ab)?(?:${DONE}|ab)?(?:[ ,]*(?:au(?:ss|ß)er|bis auf|ohne) (?<except>.+))?$|^(?:ich habe |ich hab )?(?:alles|alle(?: ${TASK})?) (?:ist |sind |habe ich )?(?:${DONE})(?:[ ,]*(?:au(?:ss|ß)er|bis auf|ohne) (?<except2>.+))?$`,
    ),
    ...rules(
      'noDue',
      `^(?:entferne|losche|nimm) (?:das |die )?(?:datum|falligkeit|frist|termin)(?:sdatum)? (?:von|bei|fur|aus) (?<task>.+)$`,
    ),
    ...rules(
      'priority',
      `^(?:setze?|mach|mache|stelle|andere|gib|markiere) (?<task>.+?) (?:auf |zu |als |mit )*(?<priority>(?:prioritat )?(?:hohe?r?|niedrige?r?|mittlere?r?|hoch|niedrig|mittel)(?: prioritat)?|dringend|wichtig)$`,
      `^(?:setze?|stelle|andere) (?:die )?prioritat (?:von|fur|bei) (?<task>.+?) auf (?<priority>hoch|niedrig|mittel)$`,
      `^(?<task>.+?) ist (?:sehr )?(?<priority>dringend|wichtig)$`,
    ),
    ...rules(
      'tag',
      `^(?:tagge|markiere|etikettiere) (?<task>.+?) mit (?<tag>#?[\\p{L}\\p{N}_-]+)$`,
      `^(?:fuge|fug) (?<tag>#[\\p{L}\\p{N}_-]+) (?:zu|bei) (?<task>.+?)(?: hinzu)?$`,
    ),
    ...rules(
      'note',
      `^(?:fuge|fug|schreib|schreibe) (?:eine )?notiz (?:zu|bei|an|fur) (?<task>.+?)(?: hinzu)? ?[:,] ?(?<note>.+)$`,
    ),
    ...rules(
      'rename',
      `^(?:benenne|nenne|andere den (?:namen|titel) von) (?<task>.+?) (?:in|zu|um in|auf) (?<to>.+?)(?: um)?$`,
    ),
    ...rules('change', `^(?:andere) (?<both>.+ (?:zu|in|auf) .+)$`),
    ...rules('move', `^(?:verschiebe?|verleg(?:e)?|schieb(?:e)?|setze?|leg(?:e)?|plane) (?<both>.+)$`),
    ...rules(
      'due',
      `^(?<task>.+?) (?:auf|zu|bis|um) (?:den |die |das )?(?<due>.+) (?:verschieben|verlegen)$`,
      `^(?<task>.+?) (?:ist|ist fallig|wird fallig|soll) (?:am |bis |um |fur )?(?<due>.+?)(?: fallig)?$`,
    ),
    ...rules(
      'correct',
      `^(?:nein|ne|nee)?,? ?(?:ich meinte?|ich meine|doch lieber|lieber|besser) (?:am |um |auf )?(?<to>.+)$`,
    ),
    ...rules(
      'add',
      `^(?:fuge|fug|setze?|schreibe?|pack(?:e)?) (?<title>(?:zur|auf (?:die|meine)) \\p{L}*liste(?: hinzu)? ?: ?.+)$`,
      `^(?:fuge|fug) (?:(?:die |eine )?(?:neue )?(?:${TASK}) )?(?<title>.+?)(?: ${LIST})? hinzu$`,
      `^(?:erstelle?|anlegen|notiere?|schreibe?|setze?|nimm|leg(?:e)?|pack(?:e)?|trage?) (?:mir )?(?:(?:die |eine )?(?:neue )?${TASK} ?:? ?)?(?<title>.+?)(?: ${LIST})?(?: auf| an| ein)?$`,
      `^(?:neue (?:${TASK})(?: ?: ?| )|(?:aufgabe|erinnerung|todo|to-do) ?: ?)(?<title>.+)$`,
      `^(?<title>.+?) (?:hinzufugen|auf die liste(?: setzen)?|notieren|eintragen)$`,
      `^(?:erinner(?:e)?|denk(?:e)? (?:fur mich )?(?:daran|dran)) (?:mich )?(?:bitte )?(?:daran,? ?|an )?(?:dass ich )?(?<title>.+?)(?: (?:muss|soll))?$`,
      `^(?:vergiss nicht|nicht vergessen|lass mich nicht vergessen)[:,]? ?(?<title>.+)$`,
    ),
    ...rules('addLoose', `^(?:ich )?(?:muss|sollte?|mochte|will|brauche)(?: ich)?(?: noch)? (?<title>.+)$`),
    ...rules(
      'reopen',
      `^(?:offne) (?<task>.+?)(?: wieder)?$`,
      `^markiere (?<task>.+?) als (?:nicht ${DONE}|offen|unerledigt)$`,
      `^(?<task>.+?) (?:ist )?(?:noch )?nicht ${DONE}$`,
    ),
    ...rules(
      'complete',
      `^(?:markiere?|setze?|mach|mache|hake?|streiche?) (?<task>.+?) (?:als |auf )?(?:${DONE}|ab|durch)$`,
      `^(?:erledige?|erledigt|fertig|beende|abgehakt|fertig mit|bin fertig mit|ich bin fertig mit)[: ]+(?:mit )?(?<task>.+)$`,
      `^(?:ich )?(?:habe?|hab) (?:ich )?(?:gerade |schon |bereits |eben |endlich |jetzt )*(?<task>.+?) (?:schon |bereits |heute |gestern )?(?:${DONE}|\\p{L}*ge\\p{L}+(?:t|en)|\\p{L}+iert|bezahlt|verschickt|besucht|erreicht|besorgt|abgeschickt)$`,
      `^(?<task>.+?) (?:ist |sind |wurde |waren? )?(?:schon |jetzt |bereits |endlich )?${DONE}(?: worden)?$`,
    ),
    ...rules(
      'delete',
      `^(?:losch(?:e|en)?|entfern(?:e|en)?|wirf|schmeiss|nimm|tilge) (?<task>.+?)(?: (?:von|aus) (?:der|meiner) liste)?(?: weg| raus| heraus)?$`,
      `^(?<task>.+?) (?:loschen|entfernen)$`,
      `^(?:leere) (?:die|meine) (?<task>liste)$`,
    ),
    ...rules('cancel', `^(?:sage?|sag) (?<task>.+?) ab$|^(?:storniere?) (?<task2>.+)$`),
    ...rules('count', `^wie ?viele? (?<rest>.+)$`),
    ...rules(
      'first',
      `^(?:was|welche|womit) (?:soll|sollte|muss|aufgabe|ist|fange|mache)(?: ich)?(?: .*)?(?:zuerst|als erstes|als nachstes|jetzt|am wichtigsten|anfangen|an).*$`,
    ),
    ...rules(
      'calm',
      `^.*(?:gestresst|uberfordert|zu viel(?:e)? (?:zu tun|aufgaben|arbeit)|stress|ich kann nicht mehr).*$`,
    ),
    ...rules(
      'list',
      `^(?:zeig|zeige|zeigt|liste|nenn|nenne|sag|lies|gib|ich will sehen|(?:sortiere?|ordne)(?=.* nach ))(?: mir)?(?<rest>.*?)(?: (?:sortiert )?nach (?<order>(?:prio|dring|wicht|fall|dat|frist)\\S*))?$`,
      `^(?:was|welche|welches)(?<rest> .*(?:steht|habe|hab|muss|bleibt|offen|fallig|an|tun|aufgaben|uberfallig|erledigt|noch|heute|morgen|liste).*)$`,
      `^(?:gibt es|habe ich|hab ich|ist|steht)(?<rest> (?:noch |heute |morgen )*(?:etwas|was|aufgaben|irgendwas|termine).*)$`,
      `^(?<rest>(?:meine |alle |die )*(?:aufgaben|liste|todos|to-dos|aufgabenliste)(?: .*)?)$`,
    ),
  ],
  opening:
    'bitte|hallo|hey|hi|ok|okay|also|gut|und|auch|jetzt|dann|danach|au(?:ss|ß)erdem|kannst du|konntest du|kannst du mir|wurdest du|ich mochte dass du|danke|parley|noch',
  closing: 'bitte|danke|auch|jetzt|mal',
  joiners: 'und dann|und danach|und au(?:ss|ß)erdem|und|dann|danach|au(?:ss|ß)erdem',
  starts:
    '(?:fuge|erstelle|losche|entferne|markiere|hake|verschiebe|zeig|zeige|benenne|erinnere|was steht|was habe|mach)(?![\\p{L}])',
  adding: '(?:fuge|fug|erstelle|notiere|erinnere|ich muss|neue aufgabe|vergiss nicht|setze)(?![\\p{L}])',
  and: 'und|oder',
  isImperative: (folded) => /^\p{L}.* \p{L}{3,}(?:en|ern|eln)$/u.test(folded),
  link: '(?:\\s)(?:auf|zu|in|nach|bis|um|fur)(?=\\s)',
  titleLead: '(?:daran |an den |an die |an das |ans |an |dass ich |dass |zu |zum |zur )',
  refused:
    '(?:ignoriere?|vergiss|missachte)\\b.{0,30}(?:anweisungen|regeln|instruktionen)|(?:aufgaben|daten|liste) (?:anderer|von anderen|von (?:user|benutzer|nutzer))',
  words: {
    everything:
      'alles|alle(?:n|r)?(?: (?:meine|der|die|meiner))?|jede|(?:die|meine) (?:ganze )?liste|meine aufgaben|liste',
    except: 'au(?:ss|ß)er|bis auf|ohne|aber nicht',
    overdue: 'uberfallig(?:e|en|es)?|verspatet(?:e|en)?|zu spat',
    completed: 'erledigt(?:e|en|es)?|fertig(?:e|en|es)?|abgeschlossen(?:e|en)?|abgehakt(?:e|en)?|geschafft|gemacht',
    open: 'offen(?:e|en|es)?|ausstehend(?:e|en)?|noch|unerledigt(?:e|en)?|zu tun|ubrig',
    high: '(?:mit )?(?:hohe(?:r|n)?|hochste(?:r|n)?) prioritat|prioritat hoch|dringend(?:e|en)?|wichtig(?:e|en|ste)?',
    medium: '(?:mit )?(?:mittlere(?:r|n)?|normale(?:r|n)?) prioritat|prioritat mittel',
    low: '(?:mit )?(?:niedrige(?:r|n)?|geringe(?:r|n)?) prioritat|prioritat niedrig',
    focus: 'das|es|dies|diese|dieses|diesen|sie|ihn|die aufgabe|diese aufgabe|die da|das da',
    both: 'beide|alle|alle beide|die beiden|die da alle|alles davon',
    number: 'die|aufgabe|nummer|nr\\.?|punkt|der',
    ordinals: [
      '(?:die |das |den |der )?erste[nrs]?(?: aufgabe)?',
      '(?:die |das |den |der )?zweite[nrs]?(?: aufgabe)?',
      '(?:die |das |den |der )?dritte[nrs]?(?: aufgabe)?',
      '(?:die |das |den |der )?vierte[nrs]?(?: aufgabe)?',
      '(?:die |das |den |der )?funfte[nrs]?(?: aufgabe)?',
      '(?:die |das |den |der )?letzte[nrs]?(?: aufgabe)?',
    ],
    task: '(?:die |meine |den )?(?:aufgabe|erinnerung)',
    tasks: 'aufgaben|todos|to-dos|erledigten|sachen|dinge',
    danglers: 'am|um|bis|auf|fur|vom|von|ab|im|in|der|die|den|zum|zur|an|gegen|vor|nach',
    isDone: 'erledigt|fertig|gemacht|schon|abgehakt|geschafft',
    isNew: 'neue?|neues|weitere|hinzufugen|noch eine|anlegen',
    note: 'notes?|notiz',
    noise: 'die|der|den|das|meine|meiner|von|sind|ist|ich|habe|mit|in|aus',
  },
  cues,
  heard: {
    referring: {
      rest: String.raw`die anderen(?: beiden)?|die ubrigen|der rest`,
      wrong: String.raw`nein|ne|nee|sorry|entschuldigung|ich meinte|ich meine|doch|quatsch|lieber|warte|moment|ach|ach ne|ach nein`,
      noting: String.raw`(?:schreib|notier|notiere) (?:das|es) (?:dazu|in die notizen?|auf)|(?:in die|als) notizen?|schreib (?:das|es) dazu`,
      cancelling: String.raw`abbrechen|storniere?n?|ruckgangig`,
      other: String.raw`(?:die|das|der|den|dem) ander(?:e|en|es|er)n?(?: beiden)?`,
      same: String.raw`(?:und )?(?:genauso|ebenso|(?:das )?(?:gleiche|selbe)|dasselbe)(?: fur| mit| bei)?`,
    },
    things: 'sachen|dinge|aufgaben|erledigungen',
    ontoList: String.raw`(?:zur|(?:zu|auf|in) (?:die|der|meine|meiner)) (?:liste|einkaufsliste|aufgabenliste|todo-?liste)(?: hinzu)?`,
    correcting:
      'nein|nee?|ach|ah|ahm?|oh|sorry|doch|lieber|meinte ich|ich meinte|eigentlich|besser|am besten|moment|es ist|halt|erst|schon',
    polite: 'bitte|danke schon|danke',
    ok: 'gut|in ordnung|alles klar|passt|klar|einverstanden',
    small: 'der die das den dem ein eine einen meine mein aufgabe aufgaben',
    questions: 'was|wer|wann|wo|warum|wie',
    levels: { high: 'hoch', medium: 'mittel', low: 'niedrig' },
    byPriority: 'dring|wicht',
    byDue: 'fall|frist',
    besideDate: 'auf|am|zu|um',
    range: 'bis',
    because: 'weil',
    besideTags: 'und',
  },
  phrases: replies,
});
