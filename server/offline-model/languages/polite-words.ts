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
