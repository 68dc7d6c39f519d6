import { defineLanguage } from '../define-language.ts';
import { cues } from './cues.ts';
import { rules } from '../language-pack.ts';
import { replies } from './replies.ts';

const TASK = `(?:zada(?:nie|nia|n)|przypomnieni[ea]|spraw[aey]|rzeczy?|punkt)`;
const LIST = `(?:(?:do|na|z|w) (?:mojej |moja )?list[yeai])`;
const DONE = `(?:zrobion[aeyi]|gotow[aeyi]|wykonan[aeyi]|ukonczon[aeyi]|skonczon[aeyi]|zalatwion[aeyi]|zakonczon[aeyi])`;

export const talk = defineLanguage({
  tag: 'pl',
  rules: [
    ...rules(
      'yes',
      `^(?:tak|jasne|pewnie|ok|okej|okay|dobrze|zgoda|potwierdzam|potwierdz|zrob to|dawaj|oczywiscie|dokladnie|no tak|racja)(?:[,.! ]+(?:tak|prosze|jasne|zrob to|usun|wszystkie|dziekuje|dobrze))*$`,
    ),
    ...rules(
      'no',
      `^(?:nie|anuluj|nigdy|zostaw|nie teraz|lepiej nie|stop|niewazne|zapomnij|nie dziekuje|nie trzeba)(?:[,.! ]+(?:nie|dziekuje|zostaw|anuluj|niewazne|lepiej nie|usuwaj|prosze))*$`,
    ),
    ...rules(
      'greeting',
      `^(?:czesc|hej|witaj|witam|dzien dobry|dobry wieczor|siema|jak sie masz|co slychac)(?:[,.! ?]+(?:parley|jak sie masz|co slychac))*$`,
    ),
    ...rules(
      'thanks',
      `^(?:dziekuje|dzieki|wielkie dzieki|dziekuje bardzo|dziex)(?:[,.! ]+(?:parley|bardzo|wielkie|ci))*$`,
    ),
    ...rules('farewell', `^(?:do widzenia|pa|na razie|do jutra|dobranoc|czesc na razie)$`),
    ...rules(
      'help',
      `^(?:pomoc|pomoz|pomoz mi|(?:co|jak|w czym) (?:potrafisz|mozesz|moge|umiesz|dziala|to dziala)(?: (?:zrobic|robic|pomoc|powiedziec|to|mi|zapytac))*)$`,
    ),
    ...rules(
      'who',
      `^(?:kim|czym) jestes.*$|^(?:czy )?jestes (?:chatgpt|botem|robotem|czlowiekiem|sztuczna).*$|^jak masz na imie$`,
    ),
    ...rules('redo', `^(?:ponow|ponowic)(?: (?:to|ostatnia zmiane|zmiane))*$|^cofnij cofniecie$`),
    ...rules(
      'undo',
      `^(?:cofnij|przywroc|odwroc|cofnac)(?: (?:to|ostatnia zmiane|ostatnie|zmiane|wszystko))*(?:[,.;] ?.*)?$`,
    ),
    ...rules('addBare', `^(?:dodaj|dodac|utworz|nowe|stworz) ?(?:nowe )?(?:${TASK}|cos)?$`),
    ...rules('remindLater', `^przypomnij(?: mi)? (?:pozniej|potem)$`),
    ...rules(
      'completeAll',
      `^(?:oznacz|odhacz|zakoncz) (?:wszystko|wszystkie(?: moje)?(?: ${TASK})?)(?: jako)? ?(?:${DONE})?(?: (?:oprocz|poza|z wyjatkiem) (?<except>.+))?$|^(?:zrobil[ea]m |skonczyl[ea]m )?(?:wszystko|wszystkie (?:${TASK}))(?: (?:jest|sa))?(?: ?(?:${DONE}))?(?: (?:oprocz|poza|z wyjatkiem) (?<except2>.+))?$`,
    ),
    ...rules('noDue', `^(?:usun|skasuj) (?:date|termin)(?: (?:z|dla|od))? (?<task>.+)$`),
    ...rules(
      'priority',
      `^(?:ustaw|zmien|oznacz|daj|nadaj) (?<task>.+?) (?:jako |na |z )*(?<priority>(?:priorytet )?(?:wysoki|niski|sredni)(?: priorytet)?|pilne|wazne)$`,
      `^(?:ustaw|daj|nadaj) (?<priority>wysoki|niski|sredni) priorytet (?:dla |zadaniu )?(?<task>.+)$`,
      `^(?<task>.+?) jest (?:bardzo )?(?<priority>pilne|wazne)$`,
    ),
    ...rules(
      'tag',
      `^(?:otaguj|oznacz) (?<task>.+?) (?:tagiem|etykieta) (?<tag>#?[\\p{L}\\p{N}_-]+)$`,
      `^dodaj (?:tag )?(?<tag>#[\\p{L}\\p{N}_-]+) do (?<task>.+)$`,
    ),
    ...rules('note', `^dodaj notatke do (?<task>.+?) ?[:,] ?(?<note>.+)$`),
    ...rules('rename', `^(?:zmien nazwe|przemianuj|nazwij) (?<both>.+ (?:na|jako) .+)$`),
    ...rules('change', `^(?:zmien) (?<both>.+ (?:na) .+)$`),
    ...rules('move', `^(?:przenies|przesun|przeloz|odloz|zmien termin|zaplanuj) (?<both>.+)$`),
    ...rules('due', `^(?:nie,? )?(?<task>.+?) (?:jest|jest na|ma termin|trzeba zrobic) (?<due>.+)$`),
    ...rules('correct', `^(?:nie,? ?)?(?:mial[ea]m na mysli|chodzilo mi o|raczej|lepiej) (?<to>.+)$`),
    ...rules(
      'add',
      `^(?:dodaj|dodac|utworz|stworz|zapisz|zanotuj|wpisz|dorzuc)(?: mi)? (?:(?:nowe )?${TASK}:? )?(?<title>.+?)(?: ${LIST})?$`,
      `^(?:nowe zadanie(?: ?: ?| )|(?:zadanie|przypomnienie) ?: ?)(?<title>.+)$`,
      `^(?:przypomnij|przypomniec)(?: mi)?(?:,? (?:o|zeby|abym|ze mam|zebym))? (?<title>.+)$`,
      `^(?:nie zapomnij|nie zapomniec|nie pozwol mi zapomniec)[:,]? (?<title>.+)$`,
      `^(?<when>.{2,40}?),? przypomnij(?: mi)? (?:o |zeby )?(?<title>.+)$`,
    ),
    ...rules('addLoose', `^(?:musze|trzeba|powinienem|powinnam|potrzebuje|chce|mam) (?<title>\\p{L}+c .+)$`),
    ...rules(
      'reopen',
      `^(?:przywroc|otworz ponownie|odznacz|wznow) (?<task>.+)$`,
      `^oznacz (?<task>.+?) jako (?:nie ?${DONE}|otwarte)$`,
    ),
    ...rules(
      'complete',
      `^(?:oznacz|odhacz) (?<task>.+?) (?:jako )${DONE}$`,
      `^(?:odhacz|zakoncz|wykonaj|ukoncz|skreśl|skresl|zrobione|gotowe)[: ]+(?<task>.+)$`,
      `^(?:juz |wlasnie )?(?:skonczyl|zrobil|zakonczyl|wykonal)(?:em|am) (?<task>.+)$`,
      `^(?<task>.+?) (?:jest |zostalo |juz )*${DONE}$`,
      `^(?:juz |wlasnie )?(?<task>\\p{L}+(?:lem|lam) .+)$`,
    ),
    ...rules(
      'delete',
      `^(?:usun|usunac|skasuj|skasowac|wykasuj|wyrzuc|wymaz) (?<task>.+?)(?: z (?:mojej )?listy)?$`,
      `^wyczysc (?:moja )?(?<task>liste)$`,
    ),
    ...rules('cancel', `^(?:anuluj|odwolaj) (?<task>.+)$`),
    ...rules('count', `^ile (?<rest>.+)$`),
    ...rules(
      'first',
      `^(?:co|od czego|ktore|jakie)(?: mam| powinienem| powinnam)? (?:zrobic|zaczac|robic|zadanie|jest)?(?: ?(?:najpierw|teraz|zaczac|najwazniejsze|najpilniejsze))+$`,
    ),
    ...rules(
      'calm',
      `^.*(?:zestresowan|przytlocz|za duzo (?:do zrobienia|zadan|rzeczy|pracy)|nie daje rady|nie wyrabiam).*$`,
    ),
    ...rules(
      'list',
      `^(?:posortuj|sortuj|uporzadkuj)(?<rest> .*?) (?:wg|wedlug|po) (?<order>(?:prio|wazn|piln|termin|dat)\\S*)$`,
      `^(?:pokaz|wyswietl|wypisz|przeczytaj|podaj|lista)(?: mi)?(?<rest>(?: .*)?)$`,
      `^(?:co|jakie|ktore)(?<rest> .*(?:mam|zostalo|zadania|zrobienia|dzis|dzisiaj|jutro|spoznione|zalegle|liscie|zrobil|jest).*)$`,
      `^(?:czy )?(?:mam|jest|sa)(?<rest> .*(?:cos|jakies|zadania|jutro|dzis).*)$`,
      `^(?<rest>(?:moje |wszystkie |moja )*(?:zadania|lista|sprawy)(?: .*)?)$`,
    ),
  ],
  opening:
    'prosze|czesc|hej|ok|okej|dobra|i|a|tez|takze|teraz|potem|nastepnie|mozesz|czy mozesz|moglbys|chce zebys|dziekuje|dzieki|parley|no',
  closing: 'prosze|dziekuje|dzieki|tez|teraz',
  joiners: 'i potem|i tez|a takze|oraz|i|potem|nastepnie|a',
  starts:
    '(?:dodaj|utworz|usun|skasuj|oznacz|odhacz|przenies|przesun|pokaz|zmien nazwe|przypomnij|co mam|cofnij)(?![\\p{L}])',
  adding: '(?:dodaj|utworz|stworz|zapisz|zanotuj|przypomnij|musze|nie zapomnij|nowe zadanie)(?![\\p{L}])',
  and: 'i|oraz|lub',
  isImperative: (folded) => /^\p{L}{2,}c(?: |$)/u.test(folded),
  link: '(?:\\s)(?:na|jako|do|w)(?=\\s)',
  titleLead: '(?:o |zeby |ze |mi )',
  refused:
    '(?:zignoruj|zapomnij|ignoruj).{0,30}(?:instrukcj|zasad|polecen)|(?:zadania|dane|liste) (?:innych|uzytkownika \\d|wszystkich uzytkownikow)',
  words: {
    everything:
      'wszystko|wszystkie(?: (?:moje))?(?: zadania)?|wszystkich|(?:cala |moja |cala moja )?list[ae]|moje zadania',
    except: 'oprocz|poza|z wyjatkiem|ale nie',
    overdue: 'spoznion[aey]|zalegl[aey]|przeterminowan[aey]|po terminie',
    completed: 'zrobion[aey]|wykonan[aey]|ukonczon[aey]|skonczon[aey]|zakonczon[aey]|gotow[aey]|zrobil[ea]m',
    open: 'otwart[aey]|do zrobienia|zostalo|niezrobion[aey]',
    high: '(?:(?:z|o) )?wysoki(?:m|ego)? priorytet(?:em|u|cie)?|priorytet wysoki|piln[aey]|wazn[aey]',
    medium: '(?:(?:z|o) )?sredni(?:m|ego)? priorytet(?:em|u)?|priorytet sredni',
    low: '(?:(?:z|o) )?niski(?:m|ego)? priorytet(?:em|u)?|priorytet niski',
    focus: 'to|ta|ten|te|tamto|je|go|ja|to zadanie|tamte|drugie z nich',
    both: 'oba|obie|obydwa|wszystkie|je oba|te|te dwa',
    number: 'zadanie|numer|nr|punkt',
    ordinals: [
      'pierwsz[aey](?: zadanie)?',
      'drugi(?:e|a)?(?: zadanie)?',
      'trzeci(?:e|a)?(?: zadanie)?',
      'czwart[aey](?: zadanie)?',
      'piat[aey](?: zadanie)?',
      'ostatni(?:e|a)?(?: zadanie)?',
    ],
    task: '(?:moje )?zadanie|przypomnienie',
    tasks: 'zadania|zadan|zrobione|ukonczone|sprawy',
    danglers: 'na|do|w|we|o|od|po|przed|za',
    isDone: 'zrobion[aey]|gotow[aey]|wykonan[aey]|juz|zrobilem|zrobilam',
    isNew: 'now[aey]|jeszcze jedno|dodaj|inne|kolejne',
    note: 'notes?|notatka',
    noise: 'moje|wszystkie|mi|z|sa',
  },
  cues,
  heard: {
    referring: {
      rest: String.raw`pozostal[ey]|reszt[aey]|inne`,
      wrong: String.raw`nie|przepraszam|raczej|jednak|czekaj|ojej|chodzilo mi o`,
      noting: String.raw`(?:zapisz|wpisz|dopisz|dodaj) (?:to )?(?:w|do) (?:notatkach|notatki|notatek|notatce)|(?:dopisz|zapisz) to|do notatek|w notatkach|jako notatk[ea]`,
      cancelling: String.raw`anuluj|cofnij`,
      other: String.raw`tamt(?:en|a|o|e)|pozostal[ey]`,
      same: String.raw`(?:i )?to samo(?: z| dla)?|tak samo`,
    },
    things: 'rzeczy|sprawy|zadania',
    ontoList: String.raw`(?:do|na) (?:mojej )?list[ye](?: (?:zakupow|zadan))?`,
    correcting: 'nie|jednak|sorki|przepraszam|lepiej|to znaczy|raczej|niech bedzie|o',
    polite: 'prosze|dziekuje|dzieki',
    ok: 'dobrze|dobra|w porzadku|jasne',
    small: 'zadanie',
    questions: 'kto|kiedy|gdzie|dlaczego|jak',
    byPriority: 'wazn|piln',
    byDue: 'termin',
    besideDate: 'w|do',
  },
  phrases: replies,
});
