import { defineLanguage } from '../define-language.ts';
import { cuesLatin } from './cues-latin.ts';
import { rules } from '../language-pack.ts';
import { repliesLatin } from './replies-latin.ts';

const TASK = `(?:kaam|kam|task|tasks|kaamon|reminder|cheez|cheezein)`;
const DO = `(?:karo|kar do|kar dena|kardo|kar dijiye|kijiye|karein|kar|karna|do|de do|dena)`;
const DONE = `(?:ho ?gaya|ho ?gayi|ho ?gaye|hogaya|ho chuka|ho chuki|ho chuke|poora|pura|pura ho ?gaya|khatam|khatam ho ?gaya|kar ?liya|kar ?li|kar ?diya|kar ?di|le ?aaya|le ?aayi|done hai|done)`;
const REMIND = `(?:yaad (?:dila ?dena|dilana|dilao|dila do|dilwana|dilwa dena|dila|rakhna|karana|kara dena|karwana|karwa dena)|remind (?:karna|kar dena|karo|kara dena))`;

/** Hindi and Urdu in Latin letters. */
export const talkLatin = defineLanguage({
  tag: 'hi-Latn',
  hints:
    'mera mere meri mujhe kaam karo kar do dikhao dikha hatao hata jodo jod yaad dilana dila dena kal aaj hai hain ko ka ki ke ho gaya gayi gaye nahi nahin haan han ji kya kaun sab saare sare sabhi lena doodh theek thik acha accha shukriya dhanyavaad kardo kijiye aur phir baad mein khatam pura poora liya diya kitne batao tum aap kaise bacha baaki kaun sa waala wala parso subah shaam raat baje',
  rules: [
    ...rules(
      'yes',
      `^(?:haan|han|haa|ha|ji|ji haan|jee|theek hai|thik hai|bilkul|zaroor|zarur|sahi|kar do|kardo|karo|pakka|ok|acha|accha)(?:[,.! ]+(?:haan|han|ji|kar do|kardo|karo|theek hai|hata do|shukriya|please|bilkul))*$`,
    ),
    ...rules(
      'no',
      `^(?:nahi|nahin|nai|na|ji nahi|mat karo|rehne do|rahne do|cancel karo|ruko|abhi nahi|chhodo|chodo|kabhi nahi)(?:[,.! ]+(?:nahi|nahin|shukriya|rehne do|mat karo|chhodo))*$`,
    ),
    ...rules(
      'greeting',
      `^(?:namaste|namaskar|salaam|salam|assalam o alaikum|assalamu alaikum|adaab|kaise ho|kya haal hai|kya hal hai)(?:[,.! ]+.*)?$`,
    ),
    ...rules('thanks', `^(?:shukriya|dhanyavaad|dhanyawad|bahut shukriya|bohat shukriya|meherbani|shukria)$`),
    ...rules('farewell', `^(?:alvida|khuda hafiz|allah hafiz|phir milenge|shubh ratri)$`),
    ...rules(
      'help',
      `^(?:madad|madad karo|meri madad karo|(?:tum |aap )?kya (?:kar sakte ho|kar sakte hain|kar sakte ho tum)|kaise (?:kaam karta hai|use karun|istemal karun))$`,
    ),
    ...rules('who', `^(?:tum|aap) (?:kaun|kon|kya) (?:ho|hain).*$|^(?:tumhara|aapka) naam kya hai$`),
    ...rules(
      'undo',
      `^(?:(?:isko |usko |ise |use |woh |wo |aakhri change )?(?:wapas karo|wapas kar do|wapis karo|wapis kar do|undo karo|undo kar do))$`,
    ),
    ...rules(
      'addBare',
      `^(?:(?:ek |naya |nayi )*${TASK} (?:jodo|jod do|add karo|add kar do|banao|daalo)|naya ${TASK})$`,
    ),
    ...rules('remindLater', `^(?:mujhe )?baad (?:mein|me) ${REMIND}$`),
    ...rules(
      'completeAll',
      `^(?:(?<except>.+?) (?:ko chhod ?kar|ke alawa|ko chod kar|ke siwa) )?(?:sab|saare|sare|sabhi|sab kuch)(?: ${TASK})? (?:${DONE}|pure karo|pura karo|complete karo|done karo|done mark karo)$`,
    ),
    ...rules(
      'priority',
      `^(?<task>.+?) (?:ko |ki priority )*(?<priority>(?:high|low|medium|zyada|kam)(?: priority)?|zaroori|urgent) (?:${DO}|banao)$`,
    ),
    ...rules(
      'due',
      `^(?<task>.+?) (?:ko )?(?<due>\\S.*?) (?:par |pe |ke liye |tak )?(?:le jao|shift karo|shift kar do|taal do|move karo|move kar do|postpone karo|postpone kar do|kar do|kardo|rakh do)$`,
    ),
    ...rules('rename', `^(?<task>.+?) ka naam (?:badal ?kar )?(?<to>.+?) (?:${DO}|rakho|rakh do)$`),
    ...rules(
      'list',
      `^(?<rest>.*?)(?: ki list)? ?(?:dikhao|dikha do|dikhaiye|dikhana|batao|bata do|bataiye|padho)$`,
      `^(?<rest>.*(?:kya (?:baaki|baki|bacha|kaam|karna|pending)|kaun se kaam|kya kya).*)$`,
      `^(?<rest>(?:mere |saare |sare |sabhi |aaj ke |kal ke )+(?:${TASK}|list))$`,
    ),
    ...rules('count', `^(?<rest>.*)kitne.*$`),
    ...rules('first', `^(?:sabse )?pehle kya (?:karun|karoon|karna chahiye|karein).*$`),
    ...rules('calm', `^.*(?:bahut (?:saara|zyada) kaam|bohat (?:saara|zyada) kaam|tension|pareshan).*$`),
    ...rules(
      'add',
      `^(?<title>.+?)(?: ko)?(?: list (?:mein|me))? (?:jodo|jod do|add (?:karo|kar do|kardo|kar dena|karna)|daalo|daal do|dal do|likh lo|likho)$`,
      `^(?:mujhe )?(?<title>.+?)(?: ki| ka| ke liye)? ${REMIND}$`,
      `^(?:mujhe )?${REMIND}(?: ke| ki)? (?<title>.+)$`,
      `^(?:naya )?${TASK} ?: ?(?<title>.+)$`,
    ),
    ...rules('addLoose', `^(?:mujhe )?(?<title>.+?n[aie]) (?:hai|hoga|padega|parega)$`),
    ...rules(
      'reopen',
      `^(?<task>.+?) (?:ko )?(?:phir se kholo|dobara kholo|reopen karo|reopen kar do)$`,
      `^(?<task>.+?) (?:abhi )?(?:nahi hua|pura nahi hua|baaki hai)$`,
    ),
    ...rules(
      'complete',
      `^(?<task>.+?) (?:ko )?(?:pura|poora|complete|done|khatam) (?:mark )?${DO}$`,
      `^(?:maine |main ne )?(?<task>.+?) ${DONE}(?: hai| hain)?$`,
    ),
    ...rules(
      'delete',
      `^(?<task>.+?)(?: ko)? (?:hatao|hata do|hata dena|hataiye|mitao|mita do|delete ${DO}|nikaal do|nikal do|remove ${DO})$`,
    ),
    ...rules('cancel', `^(?<task>.+?) (?:ko )?cancel ${DO}$`),
  ],
  opening: 'please|plz|namaste|salam|theek hai|acha|accha|aur|phir|ab|bhai|yaar|zara|parley|ji',
  closing: 'please|plz|shukriya|abhi|bhi|yaar|bhai|na',
  joiners: 'aur phir|aur|phir',
  starts: '[^,.]{1,60}?(?:jodo|add karo|hatao|hata do|dikhao|yaad dila|pura karo|delete karo)',
  adding: '(?!)',
  and: 'aur|ya',
  link: '(?:\\s)(?:se|ko)(?=\\s)',
  titleLead: '(?:mujhe |ko )',
  words: {
    everything: '(?:sab kuch|sab|saare|sare|sabhi)(?: (?:kaam|task|tasks))?|(?:poori |meri )?list|mere saare kaam',
    except: 'chhod kar|chhodkar|ke alawa|ke siwa',
    overdue: 'late|der|overdue|waqt guzar',
    completed: 'pure|poore|pura|ho chuke|khatam|kiye hue|done',
    open: 'baaki|baki|bache|adhure|pending|bacha',
    high: '(?:high|zyada) priority|zaroori|urgent',
    medium: 'medium priority',
    low: '(?:kam|low) priority',
    focus: 'yeh|ye|woh|wo|isko|usko|ise|use|isse',
    both: 'dono|sab|inko|unko|sabhi',
    number: 'number|kaam|task|wala|waala|no',
    ordinals: [
      'pehla(?: wala)?|pehle wala|pehli',
      'dusra(?: wala)?|doosra(?: wala)?|dusre wala|doosri',
      'teesra(?: wala)?|tisra|teesri',
      'chautha|chauthi',
      'paanchva|panchwa',
      'aakhri(?: wala)?|akhri(?: wala)?',
    ],
    task: '(?:wala |waala )?(?:kaam|task)',
    tasks: 'kaam|tasks?|kaamon|pure',
    danglers: 'ko|ke|tak|par|pe|se|ke liye',
    isDone: 'ho ?gaya|ho ?gayi|pura|poora|kar ?liya|ho chuka|done',
    isNew: 'naya|nayi|ek aur|jodo|add',
    note: 'notes?',
    noise: 'mere|meri|saare|sare|sabhi|ke|ki|ko|hain|hai|hue|mujhe',
  },
  cues: cuesLatin,
  heard: {
    referring: {
      rest: String.raw`baaki(?: sab)?|baki(?: sab)?`,
      wrong: String.raw`nahi|nahin|sorry|matlab|ruko|arre`,
      noting: String.raw`note? (?:mein|me) (?:likh|daal)(?: do| lo)?|notes? (?:mein|me)`,
      cancelling: String.raw`cancel(?: karo| kar do)?`,
      other: String.raw`baaki|baki`,
      same: String.raw`wahi|same|aise hi`,
    },
    things: 'kaam|cheezein|cheezen',
    ontoList: String.raw`(?:meri )?list (?:mein|me)`,
    correcting: 'nahi|nahin|arre?|matlab|sorry|ko|pe|par',
    polite: 'shukriya|meherbani|dhanyavaad',
    ok: 'theek hai|thik hai|accha|achha',
  },
  phrases: repliesLatin,
});
