import { defineLanguage } from '../define-language.ts';
import { cues } from './cues.ts';
import { rules } from '../language-pack.ts';
import { replies } from './replies.ts';

const TASK = `(?:attivita|compit[oi]|promemoria|cos[ae]|task|impegn[oi])`;
const LIST = `(?:(?:alla|nella|dalla|in|a|sulla) (?:mia )?lista(?: delle (?:attivita|cose da fare))?)`;
const DONE = `(?:fatt[oaie]|completat[oaie]|finit[oaie]|terminat[oaie]|conclus[oaie]|a posto)`;

export const talk = defineLanguage({
  tag: 'it',
  rules: [
    ...rules(
      'yes',
      `^(?:si|certo|ok|okay|va bene|d'accordo|confermo|conferma|fallo|procedi|esatto|giusto|certamente|volentieri|dai|perfetto|si certo)(?:[,.! ]+(?:si|grazie|per favore|fallo|procedi|certo|eliminal[oaie]|tutt[ie]|va bene))*$`,
    ),
    ...rules(
      'no',
      `^(?:no|nono|annulla|lascia stare|lascia perdere|non ora|mai|meglio di no|fermati|ferma|stop|no grazie|non farlo)(?:[,.! ]+(?:no|grazie|lascia stare|lascia perdere|meglio di no|annulla|non ora))*$`,
    ),
    ...rules(
      'greeting',
      `^(?:ciao|salve|buongiorno|buonasera|buon giorno|ehi|hey|come va|come stai)(?:[,.! ?]+(?:parley|come va|come stai|a tutti))*$`,
    ),
    ...rules(
      'thanks',
      `^(?:grazie|grazie mille|molte grazie|ti ringrazio)(?:[,.! ]+(?:parley|mille|tante|di tutto))*$`,
    ),
    ...rules('farewell', `^(?:arrivederci|a presto|a domani|buonanotte|buona notte|addio|ci vediamo)$`),
    ...rules(
      'help',
      `^(?:aiuto|aiutami|(?:cosa|che cosa|come|che) (?:puoi|sai|posso|funziona|fai)(?: (?:fare|aiutarmi|dire|chiederti|funzioni|questo|usarti|per me))*)$`,
    ),
    ...rules(
      'who',
      `^(?:chi|cosa) sei.*$|^sei (?:chatgpt|un bot|un robot|un'ia|umano|reale|una persona).*$|^come ti chiami$`,
    ),
    ...rules(
      'redo',
      `^(?:rifai|rifare|rifallo)(?: (?:questo|quello|l'ultima modifica|tutto))*$|^annulla l'annullamento$`,
    ),
    ...rules(
      'undo',
      `^(?:annulla|disfa|ripristina|torna indietro)(?: (?:tutto|quello|questo|l'ultima modifica|l'ultima azione|l'ultimo))+(?:[,.;] ?.*)?$|^(?:disfa|torna indietro|annullalo)$`,
    ),
    ...rules(
      'addBare',
      `^(?:aggiungi|crea|nuov[oa]|aggiungere) ?(?:una |un |un'|un altro |un'altra )?(?:nuov[oa] )?(?:${TASK}|qualcosa)?$`,
    ),
    ...rules('remindLater', `^(?:ricordamelo|ricordami|avvisami) (?:dopo|piu tardi|poi)$`),
    ...rules(
      'completeAll',
      `^(?:segna|completa|spunta|ho (?:fatto|finito|completato)) (?:tutto|tutte(?: le(?: mie)?)?(?: ${TASK})?|tutti(?: i(?: miei)?)?(?: ${TASK})?)(?: come)? ?(?:${DONE})?(?: (?:tranne|eccetto|salvo|a parte) (?<except>.+))?$|^tutt[oei] (?:e |sono )?(?:${DONE})(?: (?:tranne|eccetto|salvo|a parte) (?<except2>.+))?$`,
    ),
    ...rules(
      'noDue',
      `^(?:togli|rimuovi|elimina|cancella) la (?:data|scadenza)(?: di scadenza)? (?:da|di|a|per|dal|dalla) ?(?<task>.+)$`,
    ),
    ...rules(
      'priority',
      `^(?:metti|imposta|segna|rendi|cambia|dai) (?<task>.+?) (?:come |a |con |in )*(?<priority>(?:priorita )?(?:alta|media|bassa)(?: priorita)?|urgente|importante)$`,
      `^(?:metti|imposta|dai) (?:la )?priorita (?<priority>alta|media|bassa) (?:a|per|su) (?<task>.+)$`,
      `^(?<task>.+?) e (?:molto )?(?<priority>urgente|importante)$`,
    ),
    ...rules(
      'tag',
      `^(?:etichetta|tagga) (?<task>.+?) (?:con|come) (?<tag>#?[\\p{L}\\p{N}_-]+)$`,
      `^(?:aggiungi|metti) (?<tag>#[\\p{L}\\p{N}_-]+) a (?<task>.+)$`,
    ),
    ...rules('note', `^aggiungi una nota (?:a|su|per|in) (?<task>.+?) ?[:,] ?(?<note>.+)$`),
    ...rules('rename', `^(?:rinomina|cambia il (?:nome|titolo) di) (?<both>.+ (?:in|a|come) .+)$`),
    ...rules('change', `^(?:cambia|cambiare) (?<both>.+ (?:a|in|con|per) .+)$`),
    ...rules(
      'move',
      `^(?:sposta|spostare|rimanda|rimandare|posticipa|anticipa|riprogramma|cambia la data di) (?<both>.+)$`,
    ),
    ...rules(
      'due',
      `^(?:no,? )?(?<task>.+?) (?:e per|scade|e previst[oa] per) (?<due>.+)$`,
      `^no,? (?<task>.+?) e (?<due>.+)$`,
    ),
    ...rules('correct', `^(?:no,? ?)?(?:volevo dire|intendevo|intendo|anzi|meglio) (?<to>.+)$`),
    ...rules(
      'add',
      `^(?:aggiungi|aggiungere|aggiungimi|crea|creare|inserisci|annota|segnati|scrivi|appunta|metti) (?:(?:l'|la |il |una |un |un')?(?:nuov[oa] )?${TASK} ?(?:per |di |: ?|chiamat[oa] )?)?(?<title>.+?)(?: ${LIST})?$`,
      `^(?:nuov[oa] (?:${TASK})(?: ?: ?| )|(?:attivita|promemoria|da fare) ?: ?)(?<title>.+)$`,
      `^(?:ricordami|ricorda|ricordarmi|avvisami|fammi ricordare|non farmi dimenticare|non dimenticare)(?: (?:di|che devo|che))? (?<title>.+)$`,
      `^(?<when>.{2,40}?),? ricordami (?:di |che )?(?<title>.+)$`,
    ),
    ...rules('addLoose', `^(?:devo|bisogna|dobbiamo|ho bisogno di|mi serve|voglio|vorrei) (?<title>.+)$`),
    ...rules(
      'reopen',
      `^(?:riapri|riattiva|ripristina) (?<task>.+)$`,
      `^segna (?<task>.+?) come (?:non ${DONE}|da fare|apert[oa])$`,
    ),
    ...rules(
      'complete',
      `^(?:segna|spunta|metti|contrassegna) (?<task>.+?) (?:come )?${DONE}$`,
      `^(?:completa|completato|finisci|termina|spunta|fatto|fatta|finito)[: ]+(?:con )?(?<task>.+)$`,
      `^(?:ho|abbiamo) (?:gia |appena |finalmente )?(?:finito|fatto|completato|terminato|concluso)(?: di| con)? (?<task>.+)$`,
      `^(?<task>.+?) (?:e |sono |e stat[oa] )?(?:gia )?${DONE}$`,
      `^(?:ho|sono|abbiamo) (?:gia |appena |finalmente )?(?<task>\\p{L}+(?:ato|uto|ito|tto|sto|rso|ata|rto) .+)$`,
    ),
    ...rules(
      'delete',
      `^(?:elimina|eliminare|cancella|cancellare|rimuovi|rimuovere|togli|butta|scarta) (?<task>.+?)(?: dalla (?:mia )?lista)?$`,
      `^(?:svuota) (?:la |la mia )?(?<task>lista)$`,
    ),
    ...rules('cancel', `^(?:annulla|disdici) (?<task>.+)$`),
    ...rules('count', `^quant[eiao] (?<rest>.+)$`),
    ...rules(
      'first',
      `^(?:cosa|quale|da (?:cosa|dove|quale)) (?:devo|dovrei|faccio|attivita|e|comincio|inizio)(?: fare| iniziare| cominciare)? ?(?:per prim[oa]|prima|adesso|ora|la piu (?:importante|urgente))?$`,
    ),
    ...rules('calm', `^.*(?:stressat[oa]|sopraffatt[oa]|troppe cose|troppo da fare|non ce la faccio).*$`),
    ...rules(
      'list',
      `^(?:ordina|ordinare|ordinami)(?<rest> .*?) (?:per|in base alla) (?<order>(?:prio|import|urgen|scaden|dat)\\S*).*$`,
      `^(?:mostra|mostrami|mostrare|elenca|elencami|visualizza|vedi|dammi|dimmi|leggi|leggimi|fammi vedere|voglio vedere)(?<rest>.*)$`,
      `^(?:cosa|che cosa|quali|che)(?<rest> .*(?:devo|fare|resta|manca|rimane|attivita|compiti|cose|scadut[eo]|oggi|domani|lista|ho|finito|completato).*)$`,
      `^(?:c'e|ci sono|ho)(?<rest> (?:qualcosa|attivita|cose|impegni).*)$`,
      `^(?<rest>(?:le |i |tutte le |tutti i )?(?:mie |miei |mia )?(?:attivita|compiti|lista|cose da fare)(?: .*)?)$`,
    ),
  ],
  opening:
    'per favore|per piacere|ciao|ehi|ok|allora|bene|e|anche|poi|ora|adesso|inoltre|puoi|potresti|mi puoi|vorrei che|grazie|parley',
  closing: 'per favore|per piacere|grazie|anche|adesso',
  joiners: 'e poi|e anche|e|poi|inoltre',
  starts:
    '(?:aggiungi|crea|elimina|cancella|rimuovi|segna|completa|sposta|rimanda|mostra|mostrami|rinomina|ricordami|cosa devo|annulla)(?![\\p{L}])',
  adding: '(?:aggiungi|crea|inserisci|annota|ricordami|devo|non dimenticare|nuova attivita)(?![\\p{L}])',
  and: 'e|ed|o',
  isImperative: (folded) => /^\p{L}{2,}(?:are|ere|ire|arre|orre|urre)(?: |$)/u.test(folded),
  link: '(?:\\s)(?:a|in|per|al|come|alle|fino a)(?=\\s)',
  titleLead: '(?:di |che |a |per |che devo )',
  refused:
    "(?:ignora|dimentica)\\b.{0,25}(?:istruzioni|regole)|(?:attivita|dati|lista) (?:di|degli|dell') ?(?:altri utenti|utente \\d|un altro)",
  words: {
    everything:
      'tutto|tutt[ei](?: (?:le|i))?(?: (?:mie|miei))?(?: (?:attivita|compiti))?|(?:la|la mia) lista|le mie attivita|lista',
    except: 'tranne|eccetto|salvo|a parte|ma non',
    overdue: 'scadut[eaio]|in ritardo|arretrat[eaio]',
    completed: 'fatt[oaie]|completat[oaie]|finit[oaie]|terminat[oaie]|finito|completato',
    open: 'apert[eaio]|da fare|in sospeso|resta|restano|rimane|rimangono|manca|mancano',
    high: '(?:(?:con|ad|di) )?(?:alta priorita|priorita alta)|urgent[ei]|important[ei]',
    medium: '(?:(?:con|a|di) )?(?:media priorita|priorita media)',
    low: '(?:(?:con|a|di) )?(?:bassa priorita|priorita bassa)',
    focus: "quello|quella|questo|questa|lo|la|quest'ultima|quest'ultimo|l'attivita|quell'attivita|l'altra",
    both: 'entramb[ie]|tutt[ie] e due|tutt[ie]|quelli|quelle|queste|questi',
    number: 'la|il|attivita|numero|num|n|compito',
    ordinals: [
      '(?:la |il )?prim[oa](?: attivita)?',
      '(?:la |il )?second[oa](?: attivita)?',
      '(?:la |il )?terz[oa](?: attivita)?',
      '(?:la |il )?quart[oa](?: attivita)?',
      '(?:la |il )?quint[oa](?: attivita)?',
      "(?:l'|la |il )?ultim[oa](?: attivita)?",
    ],
    task: "(?:l'|la |il |la mia )?(?:attivita|compito|promemoria)(?: di)?",
    tasks: 'attivita|compiti|cose|fatte|completate|completati',
    danglers: 'il|la|per|a|al|alle|in|di|da|dal|fino|entro|del|prima',
    isDone: "fatt[oa]|finit[oa]|completat[oa]|gia|e fatta|l'ho fatta",
    isNew: 'nuov[oa]|altr[oa]|aggiungi|aggiungila|crea',
    note: 'notes?|nota',
    noise: 'le|i|gli|mie|miei|mia|la|il|di|che|sono',
  },
  cues,
  heard: {
    referring: {
      rest: String.raw`(?:gli|le) altr[ie](?: due)?|il resto`,
      wrong: String.raw`no|scusa|anzi|meglio|volevo dire|aspetta|alla fine`,
      noting: String.raw`(?:scrivi|annota|metti|segna)l[oa] (?:li|nelle note|nella nota|come nota)|nelle note|come nota`,
      cancelling: String.raw`annulla`,
      other: String.raw`(?:l'|gli |le )?altr[oaie](?: due)?`,
      same: String.raw`(?:e )?(?:lo )?stesso(?: per| con)?|idem(?: per)?`,
    },
    things: 'cose|attivita|commissioni',
    ontoList: String.raw`(?:alla|nella|sulla|in) (?:mia )?lista(?: della spesa| delle (?:attivita|cose da fare))?`,
    correcting: 'no|scusa|anzi|ah|meglio|facciamo|volevo dire|intendevo|era|e|spostalo|mettilo',
    polite: 'per favore|per piacere|grazie',
    ok: 'va bene|bene|certo',
    small: 'il lo gli i uno mia mio attivita compito',
    questions: 'che|chi|quando|dove|perche|come|quale',
    byDue: 'scaden',
    besideDate: 'per|il',
    because: 'perche',
    besideTags: 'e',
  },
  phrases: replies,
});
