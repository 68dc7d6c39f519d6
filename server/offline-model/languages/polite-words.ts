/** What is said with a yes or no and changes nothing of it: patterns over folded text, a line a language, longer before shorter. */
export const POLITE_WORDS: readonly string[] = [
  'please|pls|plz|thank you|thanks|thx|ty|parley',
  'por favor|porfa|muchas gracias|gracias',
  "s'il te plait|s'il vous plait|stp|svp|merci",
  'bitte|danke schon|danke',
  'per favore|per piacere|grazie',
  'muito obrigad[oa]|obrigad[oa]',
  'alsjeblieft|alstublieft|dank je wel|dank je|dank u|bedankt',
  'prosze|dziekuje|dzieki',
  'lutfen|tesekkur ederim|tesekkurler',
  'shukriya|meherbani|dhanyavaad',
  'कृपया|प्लीज़|प्लीज|धन्यवाद|शुक्रिया',
  'ありがとうございます|ありがとう|お願いします',
  '谢谢你|谢谢|请',
  'пожалуйста|спасибо',
  'من فضلك|لو سمحت|شكرا',
];

/** A yes that people also say to whatever they have heard: patterns over folded text, a line a language. */
export const OK_WORDS: readonly string[] = [
  'ok|okay|okey|k|kk|fine|good|alright|all right|right|sure|great|cool|got it|yep ok|ok sure',
  'vale|bueno|bien|de acuerdo|claro',
  "d'accord|bien|tres bien|entendu|ca marche",
  'gut|in ordnung|alles klar|passt|klar|einverstanden',
  'va bene|bene|certo',
  'tudo bem|esta bem|ta bom|certo|claro',
  'goed|prima|akkoord|oke',
  'dobrze|dobra|w porzadku|jasne',
  'tamam|peki|olur',
  'theek hai|thik hai|accha|achha',
  'ठीक है|अच्छा',
  'わかりました|わかった|了解|いいよ|いいです|オーケー',
  '好|好的|行|可以',
  'хорошо|ладно|ок|окей',
  'حسنا|تمام|طيب|اوك',
];
