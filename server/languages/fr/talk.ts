import { defineLanguage } from '../define-language.ts';
import { cues } from './cues.ts';
import { rules } from '../language-pack.ts';
import { replies } from './replies.ts';

const TASK = `(?:taches?|rappels?|choses?|activites?|elements?)`;
const LIST = `(?:(?:a|dans|sur|de) (?:ma|la|mes) (?:liste(?: de (?:taches|courses))?|taches))`;
const DONE = `(?:faite?s?|terminee?s?|finie?s?|achevee?s?|completee?s?|accomplie?s?|reglee?s?|ok|bouclee?s?)`;

export const talk = defineLanguage({
  tag: 'fr',
  rules: [
    ...rules(
      'yes',
      `^(?:oui|ouais|ouaip|ok|d'accord|dac|vas[- ]y|bien sur|confirme|je confirme|confirmer|fais[- ]le|allez|exact|exactement|parfait|volontiers|go)(?:[,.! ]+(?:oui|s'il te plait|s'il vous plait|stp|svp|vas[- ]y|fais[- ]le|merci|bien sur|d'accord|supprime[- ](?:le|la|les)|toutes?|tous))*$`,
    ),
    ...rules(
      'no',
      `^(?:non|nan|nope|jamais|annule|annuler|laisse|laisse tomber|pas maintenant|surtout pas|arrete|stop|non merci|ne fais rien|oublie|pas question)(?:[,.! ]+(?:non|merci|annule|laisse|laisse tomber|pas maintenant|oublie|arrete))*$`,
    ),
    ...rules(
      'greeting',
      `^(?:bonjour|salut|coucou|bonsoir|hello|hey|ca va|comment ca va|comment vas[- ]tu)(?:[,.! ?]+(?:parley|ca va|comment ca va|salut|toi|a toi))*$`,
    ),
    ...rules(
      'thanks',
      `^(?:merci|merci beaucoup|mille mercis|un grand merci)(?:[,.! ]+(?:parley|beaucoup|bien|infiniment|pour tout|a toi))*$`,
    ),
    ...rules('farewell', `^(?:au revoir|a bientot|a demain|bonne nuit|bonne journee|bonne soiree|ciao|a plus)$`),
    ...rules(
      'help',
      `^(?:aide|aide[- ]moi|a l'aide|au secours|(?:que|qu'est[- ]ce que|comment) (?:peux|sais|puis|tu|je|ca|est)(?:[- ]?(?:tu|je|peux|sais|ca|puis|dois))*(?: (?:faire|m'aider|dire|demander|te demander|marche|fonctionne|utiliser|t'utiliser|pour moi))*)$`,
    ),
    ...rules(
      'who',
      `^(?:qui|tu|t'es|es|quel)(?:[- ](?:es|tu|qui|modele))*(?:[- ]tu)?(?: (?:chatgpt|un robot|une ia|un humain|humain|quoi|es-tu).*)?$`,
      `^comment (?:tu t'appelles|t'appelles[- ]tu)$`,
    ),
    ...rules(
      'redo',
      `^(?:refais|refaire|retablir)(?: (?:ca|cela|le|la|tout|la derniere action|le dernier changement))*$|^annule l'annulation$`,
    ),
    ...rules(
      'undo',
      `^(?:annule|annuler|defais|defaire|reviens en arriere|retablis)(?: (?:ca|cela|la derniere action|le dernier changement|le changement|tout|la derniere modification))+(?:[,.;] ?.*)?$|^(?:defais|reviens en arriere|undo)$`,
    ),
    ...rules(
      'addBare',
      `^(?:ajoute|ajouter|cree|creer|nouvelle|nouveau)(?:[- ]moi)? ?(?:une |un |autre )*(?:nouvelle |nouveau )?(?:${TASK}|quelque chose)?$`,
    ),
    ...rules('remindLater', `^(?:rappelle|previens)[- ]moi (?:plus tard|tout a l'heure|apres)$`),
    ...rules(
      'completeAll',
      `^(?:marque|coche|termine|j'ai (?:tout )?(?:fini|termine|fait)) (?:tout|toutes|toutes les taches|toutes mes taches|tous)(?: comme)? ?(?:${DONE})?(?: (?:sauf|excepte|hormis|a part) (?<except>.+))?$|^(?:j'ai tout (?:fini|fait|termine)|tout est (?:${DONE})|tout (?:${DONE}))(?: (?:sauf|excepte|hormis|a part) (?<except2>.+))?$`,
    ),
    ...rules(
      'noDue',
      `^(?:enleve|retire|supprime|efface)(?:r)? (?:la date|l'echeance|la date limite)(?: d'echeance)? (?:de la |de |du |d'|pour )(?<task>.+)$`,
    ),
    ...rules(
      'priority',
      `^(?:mets|mettre|passe|marque|change|donne|rends)(?:[- ]moi)? (?<task>.+?) (?:en |comme |a |avec une )*(?<priority>(?:priorite )?(?:haute|elevee|moyenne|basse|faible)(?: priorite)?|urgente?|importante?|prioritaire)$`,
      `^(?:mets|mettre|donne) (?:la |une )?priorite (?<priority>haute|elevee|moyenne|basse|faible) (?:a|pour|sur) (?<task>.+)$`,
      `^(?<task>.+?) est (?:tres )?(?<priority>urgente?|importante?|prioritaire)$`,
    ),
    ...rules(
      'tag',
      `^(?:etiquette|tague|tag) (?<task>.+?) (?:avec|comme) (?<tag>#?[\\p{L}\\p{N}_-]+)$`,
      `^(?:ajoute|mets) (?:l'etiquette )?(?<tag>#[\\p{L}\\p{N}_-]+) (?:a|sur) (?<task>.+)$`,
    ),
    ...rules('note', `^(?:ajoute|mets) une note (?:a|sur|pour|dans) (?<task>.+?) ?[:,] ?(?<note>.+)$`),
    ...rules('rename', `^(?:renomme|renommer|change le (?:nom|titre) de) (?<both>.+ (?:en|a|par) .+)$`),
    ...rules('change', `^(?:change|changer) (?<both>.+ (?:a|en|par|pour|au) .+)$`),
    ...rules(
      'move',
      `^(?:deplace|deplacer|reporte|reporter|decale|decaler|repousse|repousser|avance|avancer|mets|change la date de|reprogramme) (?<both>.+)$`,
    ),
    ...rules(
      'due',
      `^(?:non+,? )?(?<task>.+?) (?:est|est pour|est prevue? pour|est du pour|c'est pour) (?:le )?(?<due>.+)$`,
    ),
    ...rules(
      'correct',
      `^(?:non+,? ?)?(?:je voulais dire|je veux dire|plutot|en fait) (?:le |la |pour |a )?(?<to>.+)$`,
    ),
    ...rules(
      'add',
      `^(?:ajoute|ajouter|rajoute|cree|creer|note|noter|inscris|mets|enregistre|prevois)(?:[- ]moi)? (?:(?:la |une |un )?(?:nouvelle )?${TASK} ?(?:pour |de |d'|: ?|appelee |intitulee )?)?(?<title>.+?)(?: ${LIST})?$`,
      `^(?:(?:nouvelle tache|nouveau rappel)(?: ?: ?| )|(?:tache|rappel|a faire) ?: ?)(?<title>.+)$`,
      `^(?:rappelle|rappeler|rappelez|fais[- ]moi penser|previens)(?:[- ](?:moi|le moi))?(?: (?:de|que|a|qu'il faut|que je dois)(?= )| d'(?=\\p{L}))? ?(?<title>.+)$`,
      `^(?:n'oublie pas|ne pas oublier|n'oublions pas|ne me laisse pas oublier|pense a)(?: de(?= )| d'(?=\\p{L}))? ?(?<title>.+)$`,
      `^(?<when>.{2,40}?),? rappelle[- ]moi (?:de |d'|que )?(?<title>.+)$`,
    ),
    ...rules(
      'addLoose',
      `^(?:je dois|il faut(?: que je)?|j'ai besoin d[e']|il me faut|je veux|on doit|faut) ?(?<title>.+)$`,
    ),
    ...rules(
      'reopen',
      `^(?:rouvre|rouvrir|decoche|decocher|reactive|restaure) (?<task>.+)$`,
      `^marque (?<task>.+?) comme (?:non|pas|a) (?:${DONE}|faire)$`,
    ),
    ...rules(
      'complete',
      `^(?:marque|marquer|coche|cocher|mets|raye)(?:[- ]moi)? (?<task>.+?) (?:comme |en )?(?:etant )?${DONE}$`,
      `^(?:coche|cocher|termine|terminer|acheve|finis|finir|complete|raye|barre|fini|fait|termine)[: ]+(?:avec )?(?<task>.+)$`,
      `^(?:j'ai|on a|ai|nous avons) (?:deja |enfin |bien |tout juste )?(?:fini|termine|fait|acheve|complete|regle|boucle)(?: avec| de| d')? ?(?<task>.+)$`,
      `^(?<task>.+?) (?:(?:est|sont|c'est|a ete) )(?:deja |bien |enfin )?${DONE}$`,
      `^(?<task>.+?) ${DONE}$`,
      `^(?:j'ai|on a|je suis) (?:deja |enfin |bien )?(?<task>\\p{L}+(?:e|i|u|is|it|ert|lle) .+)$`,
    ),
    ...rules(
      'delete',
      `^(?:supprime|supprimer|supprime[- ]moi|efface|effacer|enleve|enlever|retire|retirer|vire|jette|elimine|ote) (?<task>.+?)(?: de (?:ma|la) liste)?$`,
      `^(?:vide|vider) (?:ma|la) (?<task>liste)$`,
    ),
    ...rules('cancel', `^(?:annule|annuler) (?<task>.+)$`),
    ...rules('count', `^combien (?<rest>.+)$`),
    ...rules(
      'first',
      `^(?:que|quoi|qu'est[- ]ce que|quelle|par quoi|par ou)(?: dois[- ]je| je dois| devrais[- ]je| tache| je| commencer| je commence)*(?: faire| commencer)? ?(?:en premier|d'abord|maintenant|la plus importante|la plus urgente|commencer|je commence).*$`,
    ),
    ...rules(
      'calm',
      `^.*(?:stressee?|debordee?|submergee?|trop de (?:choses|taches|travail)|trop a faire|je n'en peux plus).*$`,
    ),
    ...rules(
      'list',
      `^(?:trie|trier|classe|classer|ordonne|ordonner)(?<rest> .*?) (?:par|selon) (?:ordre de |la |l')?(?<order>(?:prio|import|urgen|dat|echean)\\S*).*$`,
      `^(?:montre|montrer|affiche|afficher|liste|lister|voir|donne|lis|lire|dis|je veux voir)(?:[- ]moi)?(?<rest>.*)$`,
      `^(?:que|quoi|quelles?|quels?|qu'est[- ]ce qu[ei' ]+|qu'ai[- ]je|que me|c'est quoi)(?<rest>.*(?:reste|faire|ai|prevu|tache|taches|retard|fini|termine|fait|liste|programme|aujourd'hui|demain).*)$`,
      `^(?:ai[- ]je|y a[- ]t[- ]il|est[- ]ce que j'ai|j'ai)(?<rest> (?:quelque chose|des taches|des choses|un truc|quoi).*)$`,
      `^(?<rest>(?:mes |les |toutes les |toutes mes |ma )*(?:taches|liste)(?: .*)?)$`,
    ),
  ],
  opening:
    "s'il te plait|s'il vous plait|stp|svp|bonjour|salut|ok|alors|bon|et|aussi|maintenant|puis|ensuite|peux[- ]tu|pourrais[- ]tu|tu peux|tu pourrais|est[- ]ce que tu peux|je veux que tu|merci|parley|hey",
  closing: "s'il te plait|s'il vous plait|stp|svp|merci|aussi|maintenant",
  joiners: 'et puis|et ensuite|et aussi|et|puis|ensuite|aussi',
  starts:
    "(?:ajoute|cree|supprime|efface|enleve|marque|coche|termine|deplace|reporte|decale|montre|affiche|renomme|rappelle|qu'est-ce|que me|annule|j'ai (?:fini|termine|fait))(?![\\p{L}])",
  adding: "(?:ajoute|ajouter|cree|rajoute|rappelle|note|je dois|il faut|n'oublie|nouvelle tache)(?![\\p{L}])",
  and: 'et|ou',
  isImperative: (folded) => /^\p{L}{2,}(?:er|ir|re)(?: |$)/u.test(folded),
  link: "(?:\\s)(?:a|en|par|pour|au|jusqu'a|jusqu'au)(?=\\s)",
  titleLead: "(?:de |d'|que |qu'|a |pour |que je )",
  refused:
    "(?:ignore|oublie|neglige)\\b.{0,25}(?:instructions|regles|consignes)|(?:taches|donnees|liste) (?:des autres|de l'utilisateur|d'un autre)",
  words: {
    everything: 'tout|toutes?(?: (?:les|mes))?(?: taches)?|tous(?: (?:les|mes))?|(?:la|ma) liste|mes taches|liste',
    except: 'sauf|excepte|hormis|a part|mais pas',
    overdue: 'en retard|retard|depassee?s?|echue?s?',
    completed: 'faite?s?|terminee?s?|finie?s?|achevee?s?|fini|termine|completee?s?',
    open: 'a faire|ouvertes?|en cours|reste|restent|restantes?|en attente|pas (?:faites?|terminees?)',
    high: '(?:de |en )?(?:haute priorite|priorite haute|priorite elevee)|urgente?s?|importante?s?|prioritaires?',
    medium: '(?:de )?(?:priorite moyenne|moyenne priorite)',
    low: '(?:de )?(?:priorite basse|priorite faible|basse priorite|faible priorite)',
    focus: "ca|cela|ceci|celle[- ]la|celle[- ]ci|celui[- ]la|le|la|c'|cette tache|la tache|l'autre",
    both: 'les deux|tous les deux|toutes les deux|tous|toutes|ceux[- ]la|celles[- ]la|elles|tout ca',
    number: 'la|le|tache|numero|num|no|nr|n°',
    ordinals: [
      '(?:la |le )?premiere?(?: tache)?',
      '(?:la |le )?(?:deuxieme|seconde?)(?: tache)?',
      '(?:la |le )?troisieme(?: tache)?',
      '(?:la |le )?quatrieme(?: tache)?',
      '(?:la |le )?cinquieme(?: tache)?',
      '(?:la |le )?derniere?(?: tache)?',
    ],
    task: '(?:la |ma |le )?(?:tache)(?: de)?',
    tasks: 'taches|choses|faites|terminees',
    danglers: "le|la|pour|a|au|en|de|des|depuis|jusqu'a|avant|du|d'ici|dans",
    isDone: "faite?|finie?|terminee?|c'est fait|c'est fini|je l'ai faite?",
    isNew: 'nouvelle|nouveau|autre|ajoute|ajoute-la|creer',
    note: 'notes?',
    noise: 'les|des|mes|de|la|le|ma|qui|sont|est|que',
  },
  cues,
  heard: {
    referring: {
      rest: String.raw`les (?:deux )?autres|le reste`,
      wrong: String.raw`non|pardon|plutot|je voulais dire|attends|en fait|finalement|oups|zut`,
      noting: String.raw`(?:note|mets|ecris|ajoute)-l[ea] (?:dedans|la|dans (?:la|les) notes?|en notes?)|dans (?:la|les) notes?|en notes?`,
      cancelling: String.raw`annule(?:-l[ea]|r)?(?: ca)?`,
      other: String.raw`(?:l'|les (?:deux )?)autres?`,
      same: String.raw`(?:et )?pareil(?: pour)?|idem(?: pour)?|(?:la )?meme chose(?: pour)?`,
    },
    things: 'choses|taches|courses|trucs',
    ontoList: String.raw`(?:a|dans|sur) (?:la|ma) liste(?: de(?:s)? (?:taches|courses))?`,
    correcting:
      "non|ah|euh|pardon|plutot|en fait|mais|c'?est|je voulais dire|mets(?:-| )l[ea]|disons|desolee?|finalement",
    polite: "s'il te plait|s'il vous plait|stp|svp|merci",
    ok: "d'accord|bien|tres bien|entendu|ca marche",
    small: 'le la les l un une des de du d mon ma mes tache taches',
    questions: 'quoi|qui|quand|ou|pourquoi|comment|quel|quelle',
    levels: { high: 'haute?', medium: 'moyenne', low: 'basse?' },
    byDue: 'echean',
    besideDate: 'le',
    aroundDay: String.raw`(?<!\p{L})d['’](?=aujourd)`,
    because: 'parce que',
    besideTags: 'et',
  },
  phrases: replies,
});
