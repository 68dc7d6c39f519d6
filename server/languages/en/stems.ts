/**
 * The stem of a folded English word, so that "paid" meets "pay" and "reports" meets "report".
 * Other languages pass through almost unchanged; their endings are left to the fuzzy comparison.
 */
export function stemWord(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return trimEnd(irregular);
  if (word.length < 4 || !/^[a-z']+$/u.test(word)) return word;
  if (word.endsWith("'s")) return stemWord(word.slice(0, -2));
  if (word.endsWith('ies') || word.endsWith('ied')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('ing') && word.length > 5) return trimEnd(undouble(word.slice(0, -3)));
  if (word.endsWith('ed') && word.length > 4) return trimEnd(undouble(word.slice(0, -2)));
  if (/(?:s|x|z|ch|sh)es$/u.test(word)) return trimEnd(word.slice(0, -2));
  if (word.endsWith('s') && !word.endsWith('ss')) return trimEnd(word.slice(0, -1));
  return trimEnd(word);
}

/** The base form of an irregular past ("paid" → "pay"), or undefined when the word is none. */
export function findIrregularBase(word: string): string | undefined {
  return IRREGULAR.get(word);
}

function trimEnd(word: string): string {
  return word.length > 3 && word.endsWith('e') ? word.slice(0, -1) : word;
}

function undouble(word: string): string {
  return /([bdgklmnprt])\1$/u.test(word) && !/(?:ll|ss)$/u.test(word) ? word.slice(0, -1) : word;
}

const IRREGULAR = new Map(
  `paid pay;bought buy;sent send;did do;done do;made make;got get;gotten get;went go;gone go;wrote write;written write;
  took take;taken take;brought bring;read read;fed feed;met meet;ran run;saw see;seen see;told tell;spoke speak;spoken speak;
  gave give;given give;found find;left leave;kept keep;put put;set set;cut cut;hung hang;built build;drove drive;driven drive;
  flew fly;flown fly;swept sweep;swam swim;ate eat;eaten eat;drank drink;drunk drink;slept sleep;taught teach;thought think;
  caught catch;chose choose;chosen choose;drew draw;drawn draw;forgot forget;froze freeze;hid hide;held hold;knew know;lent lend;
  lost lose;meant mean;rang ring;rode ride;said say;sold sell;shot shoot;sang sing;sat sit;stood stand;stuck stick;threw throw;
  thrown throw;understood understand;woke wake;wore wear;won win;bred breed;bent bend;lit light;led lead;fixed fix;tidied tidy;
  withdrew withdraw;dug dig;spent spend;began begin;begun begin;came come;filled fill;picked pick;baked bake;mown mow;sewn sew`
    .split(';')
    .map((pair): [string, string] => {
      const [past = '', base = ''] = pair.trim().split(' ');
      return [past, base];
    }),
);
