import { defineLanguage } from '../define-language.ts';
import { cues } from './cues.ts';
import { rules } from '../language-pack.ts';
import { replies } from './replies.ts';

const TASK = `(?:ta(?:ak|ken)|herinnering(?:en)?|todo'?s?|dingen|punten?|items?)`;
const LIST = `(?:(?:aan|op|van|in) (?:mijn|de) (?:lijst|lijstje|takenlijst|boodschappenlijst|taken))`;
const DONE = `(?:klaar|gedaan|af|voltooid|afgerond|afgevinkt|gelukt|geregeld)`;

export const talk = defineLanguage({
  tag: 'nl',
  rules: [
    ...rules(
      'yes',
      `^(?:ja|jep|jawel|ok|oke|okay|prima|graag|zeker|doe maar|doe het|bevestig|bevestigd|klopt|goed|natuurlijk|akkoord|ja hoor|precies)(?:[,.! ]+(?:ja|graag|doe maar|alsjeblieft|bedankt|zeker|prima|verwijder ze|alles|hoor))*$`,
    ),
    ...rules(
      'no',
      `^(?:nee|neen|nooit|niet|annuleer|annuleren|laat maar|stop|niet nu|liever niet|toch niet|nee dank je|vergeet het|nee bedankt)(?:[,.! ]+(?:nee|laat maar|bedankt|dank je|niet doen|liever niet|stop|toch niet))*$`,
    ),
    ...rules(
      'greeting',
      `^(?:hallo|hoi|hey|hi|dag|goedemorgen|goedemiddag|goedenavond|goeiemorgen|hoe gaat het|alles goed)(?:[,.! ?]+(?:parley|hoe gaat het|daar|allemaal))*$`,
    ),
    ...rules(
      'thanks',
      `^(?:bedankt|dank je|dank je wel|dankjewel|dank u|dankuwel|heel erg bedankt|thanks)(?:[,.! ]+(?:parley|wel|hoor|voor alles))*$`,
    ),
    ...rules('farewell', `^(?:doei|tot ziens|tot straks|tot morgen|welterusten|fijne (?:dag|avond)|dag)$`),
    ...rules(
      'help',
      `^(?:help|hulp|help me|(?:wat|hoe) (?:kan|kun|kunt|werkt|doe)(?: (?:je|jij|ik|dit|u|het|doen|helpen|zeggen|vragen|voor me|allemaal|eigenlijk))*)$`,
    ),
    ...rules(
      'who',
      `^(?:wie|wat) ben (?:je|jij).*$|^ben (?:je|jij) (?:chatgpt|een bot|een robot|een ai|een mens|echt).*$|^hoe heet je$`,
    ),
    ...rules('redo', `^(?:doe (?:dat|het|dit) opnieuw|opnieuw doen|redo)$|^maak het ongedaan maken ongedaan$`),
    ...rules(
      'undo',
      `^(?:maak (?:dat|dit|het|de laatste wijziging|alles) ongedaan|ongedaan maken|draai (?:dat|het|dit) terug|undo)(?:[,.;] ?.*)?$`,
    ),
    ...rules(
      'addBare',
      `^(?:voeg (?:een |iets )?(?:nieuwe )?(?:${TASK})? ?toe|(?:een )?nieuwe (?:${TASK})|maak (?:een )?(?:nieuwe )?(?:${TASK})|taak toevoegen|toevoegen)$`,
    ),
    ...rules('remindLater', `^herinner me (?:later|straks)(?: eraan)?$`),
    ...rules(
      'completeAll',
      `^(?:markeer|vink|zet) (?:alles|alle(?: mijn)?(?: ${TASK})?) (?:als |op |af)?(?:${DONE})?(?:[ ,]*(?:behalve|op|zonder|uitgezonderd) (?<except>.+))?$|^(?:ik heb )?(?:alles|alle(?: ${TASK})?) (?:is |zijn )?(?:${DONE})(?:[ ,]*(?:behalve|zonder|uitgezonderd) (?<except2>.+))?$`,
    ),
    ...rules(
      'noDue',
      `^(?:verwijder|wis|haal) de (?:datum|deadline|einddatum|vervaldatum) (?:van|bij|voor) (?<task>.+?)(?: weg)?$`,
    ),
    ...rules(
      'priority',
      `^(?:maak|zet|geef|markeer|verander) (?<task>.+?) (?:op |als |met |een )*(?<priority>(?:prioriteit )?(?:hoge?|lage?|gemiddelde|normale|hoog|laag|gemiddeld)(?: prioriteit)?|urgent|dringend|belangrijk)$`,
      `^(?:zet|maak) (?:de )?prioriteit van (?<task>.+?) (?:op|naar) (?<priority>hoog|laag|gemiddeld)$`,
      `^(?<task>.+?) is (?:heel |erg )?(?<priority>urgent|dringend|belangrijk)$`,
    ),
    ...rules(
      'tag',
      `^(?:tag|label) (?<task>.+?) (?:met|als) (?<tag>#?[\\p{L}\\p{N}_-]+)$`,
      `^voeg (?<tag>#[\\p{L}\\p{N}_-]+) toe aan (?<task>.+)$`,
    ),
    ...rules('note', `^voeg (?:een )?notitie toe aan (?<task>.+?) ?[:,] ?(?<note>.+)$`),
    ...rules('rename', `^(?:hernoem|noem|verander de (?:naam|titel) van) (?<both>.+ (?:naar|in|tot) .+)$`),
    ...rules('change', `^(?:verander|wijzig) (?<both>.+ (?:naar|in) .+)$`),
    ...rules('move', `^(?:verplaats|verschuif|verzet|schuif|stel|zet|plan) (?<both>.+?)(?: uit)?$`),
    ...rules(
      'due',
      `^nee,? (?<task>.+?) is (?<due>.+)$`,
      `^(?:nee,? )?(?<task>.+?) (?:is voor|moet op|moet voor|is op) (?<due>.+)$`,
    ),
    ...rules('correct', `^(?:nee,? ?)?(?:ik bedoel(?:de)?|liever|toch) (?:op |om )?(?<to>.+)$`),
    ...rules(
      'add',
      `^voeg (?:(?:de |een )?(?:nieuwe )?${TASK} ?:? ?)?(?<title>.+?)(?: ${LIST})? toe(?: ${LIST})?$`,
      `^voeg toe:? (?<title>.+)$`,
      `^(?:zet|schrijf) (?<title>(?:op|in) (?:mijn|de|het) \\p{L}*lijst(?:je)? ?: ?.+)$`,
      `^(?:maak|noteer|schrijf|zet) (?:(?:een |de )(?:nieuwe )?${TASK} ?(?:aan )?(?:om |: ?|voor )?)(?<title>.+?)(?: ${LIST})?$`,
      `^(?:noteer|schrijf op|zet) (?<title>.+?) (?:${LIST}|op)$`,
      `^(?:nieuwe (?:${TASK})(?: ?: ?| )|(?:taak|herinnering) ?: ?)(?<title>.+)$`,
      `^(?<title>.+?) (?:toevoegen|op de lijst(?: zetten)?)$`,
      `^(?:herinner|help) (?:mij|me)(?: eraan)?(?: (?:aan|om|dat ik|te onthouden))?(?: te)? (?<title>.+)$`,
      `^(?:vergeet niet|niet vergeten|laat me niet vergeten)(?: om)?(?: te)?[:,]? ?(?<title>.+)$`,
    ),
    ...rules('addLoose', `^(?:ik )?(?:moet|wil|ga)(?: ik)?(?: nog)? (?<title>.+)$`),
    ...rules(
      'reopen',
      `^(?:heropen|open) (?<task>.+?)(?: weer| opnieuw)?$`,
      `^markeer (?<task>.+?) als (?:niet ${DONE}|open|onvoltooid)$`,
      `^(?<task>.+?) is (?:nog )?niet ${DONE}$`,
    ),
    ...rules(
      'complete',
      `^(?:markeer|vink|zet|streep) (?<task>.+?) (?:als |op )?(?:${DONE}|af|door)$`,
      `^(?:voltooi|rond af|klaar met|ik ben klaar met|gedaan|afgerond)[: ]+(?<task>.+)$`,
      `^(?:ik )?heb (?:ik )?(?:net |al |eindelijk |zojuist )*(?<task>.+?) (?:al )?(?:${DONE}|ge\\p{L}+|betaald|verstuurd|bezocht|besteld)$`,
      `^(?<task>.+?) (?:is |zijn )?(?:al |nu |eindelijk )?${DONE}$`,
    ),
    ...rules(
      'delete',
      `^(?:verwijder|wis|schrap|gooi|haal) (?<task>.+?)(?: van (?:de|mijn) lijst)?(?: weg| af)?$`,
      `^(?<task>.+?) verwijderen$`,
      `^(?:maak) (?:de |mijn )?(?<task>lijst) leeg$`,
    ),
    ...rules('cancel', `^(?:annuleer) (?<task>.+)$|^(?:zeg) (?<task2>.+?) af$`),
    ...rules('count', `^hoeveel (?<rest>.+)$`),
    ...rules(
      'first',
      `^(?:wat|welke|waar) (?:moet|zal|is|taak|begin)(?: ik)?(?: .*)?(?:eerst|als eerste|nu|het belangrijkst|beginnen|mee)$`,
    ),
    ...rules('calm', `^.*(?:gestrest|overweldigd|te veel (?:te doen|taken|werk)|stress|ik kan niet meer).*$`),
    ...rules(
      'list',
      `^(?:sorteer|orden)(?<rest> .*?) (?:op|volgens) (?<order>(?:prio|belang|urgen|dat|deadline)\\S*)$`,
      `^(?:toon|laat|geef|lees|noem|bekijk|ik wil)(?: mij| me)?(?<rest>.*)$`,
      `^(?:wat|welke)(?<rest> .*(?:staat|moet|heb|open|taken|te laat|vandaag|morgen|lijst|over|nog|doen|klaar).*)$`,
      `^(?:is er|zijn er|heb ik|staat er)(?<rest> (?:nog |vandaag |morgen )*(?:iets|taken|wat).*)$`,
      `^(?<rest>(?:mijn |alle |al |de )*(?:taken|lijst|takenlijst)(?: .*)?)$`,
    ),
  ],
  opening:
    'alsjeblieft|alstublieft|hallo|hoi|hey|ok|oke|dus|en|ook|nu|dan|daarna|kun je|kan je|kunt u|zou je|wil je|ik wil dat je|bedankt|parley|graag',
  closing: 'alsjeblieft|alstublieft|graag|bedankt|ook|nu|even',
  joiners: 'en dan|en daarna|en|dan|daarna|ook',
  starts: '(?:voeg|verwijder|markeer|vink|verplaats|verzet|toon|laat|hernoem|herinner|wat moet|maak)(?![\\p{L}])',
  adding: '(?:voeg|herinner|noteer|ik moet|nieuwe taak|vergeet niet)(?![\\p{L}])',
  and: 'en|of',
  isImperative: (folded) => /^\p{L}.* \p{L}{3,}en$/u.test(folded),
  link: '(?:\\s)(?:naar|in|tot|op|voor)(?=\\s)',
  titleLead: '(?:om te |om |aan |dat ik |te |de )',
  refused:
    '(?:negeer|vergeet)\\b.{0,25}(?:instructies|regels)|(?:taken|gegevens|lijst) van (?:andere gebruikers|gebruiker \\d|anderen)',
  words: {
    everything:
      'alles|alle(?: (?:mijn|de))?(?: taken)?|al mijn taken|elke|(?:de|mijn) (?:hele )?lijst|mijn taken|lijst',
    except: 'behalve|uitgezonderd|zonder|maar niet',
    overdue: 'te laat|achterstallig(?:e)?|verlopen|over tijd',
    completed: 'klaar|gedaan|voltooide?|afgeronde?|afgevinkte?|af',
    open: 'open|openstaande?|nog|over|te doen|onvoltooide?',
    high: '(?:met )?(?:hoge prioriteit|prioriteit hoog)|urgente?|dringende?|belangrijke?',
    medium: '(?:met )?(?:gemiddelde prioriteit|prioriteit gemiddeld)',
    low: '(?:met )?(?:lage prioriteit|prioriteit laag)',
    focus: 'dat|die|dit|deze|het|hem|die taak|deze taak|de andere',
    both: 'beide|allebei|allemaal|alle twee|die twee',
    number: 'de|taak|nummer|nr|het',
    ordinals: [
      '(?:de |het )?eerste(?: taak)?',
      '(?:de |het )?tweede(?: taak)?',
      '(?:de |het )?derde(?: taak)?',
      '(?:de |het )?vierde(?: taak)?',
      '(?:de |het )?vijfde(?: taak)?',
      '(?:de |het )?laatste(?: taak)?',
    ],
    task: '(?:de |mijn )?(?:taak|herinnering)',
    tasks: 'taken|voltooide|afgeronde|dingen',
    danglers: 'op|om|voor|tot|van|vanaf|in|de|het|aan|tegen|naar',
    isDone: 'klaar|gedaan|af|voltooid|afgerond',
    isNew: 'nieuwe?|nog een|andere|toevoegen|voeg toe',
    note: 'notes?|notitie',
    noise: 'de|het|mijn|die|zijn|is|ik|heb|van|zien',
  },
  cues,
  heard: {
    referring: {
      rest: String.raw`de andere twee|de rest|de overige`,
      wrong: String.raw`nee|sorry|ik bedoel(?:de)?|liever|toch|wacht|ehm|eh`,
      noting: String.raw`(?:zet|schrijf|noteer) (?:dat|het) (?:erbij|in de notitie?s?|op)|in de notities?|als notitie|schrijf (?:dat|het) erbij`,
      cancelling: String.raw`annuleer|annuleren`,
      other: String.raw`(?:de|het) andere(?: twee)?`,
      same: String.raw`(?:en )?hetzelfde(?: voor| met)?|idem(?: voor)?`,
    },
    things: 'dingen|taken|klusjes',
    ontoList: String.raw`(?:aan|op|in) (?:mijn|de|het) (?:lijst|lijstje|takenlijst|boodschappenlijst|boodschappenlijstje)(?: toe)?`,
    correcting: 'nee|e?h+m?|oh|sorry|liever|toch|(?:ik )?bedoel(?:de)?|eigenlijk|maar|doe',
    polite: 'alsjeblieft|alstublieft|dank je wel|dank je|dank u|bedankt',
    ok: 'goed|prima|akkoord|oke',
    small: 'het een mijn taak taken',
    questions: 'wat|wie|wanneer|waar|waarom|hoe',
    levels: { high: 'hoog', low: 'laag' },
    byPriority: 'belang',
    besideDate: 'voor|op|naar|na',
    because: 'omdat',
    besideTags: 'en',
  },
  phrases: replies,
});
