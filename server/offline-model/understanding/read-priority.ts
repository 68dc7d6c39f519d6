import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import type { LanguagePack, Priority } from '../../languages/language-pack.ts';

/** The priority a text names, if any. */
export function readPriorityWord(folded: string, pack: LanguagePack): Priority | undefined {
  const { priority } = pack.words;
  if (priority.medium.test(folded)) return 'medium';
  if (priority.low.test(folded)) return 'low';
  if (priority.high.test(folded)) return 'high';
  const word = LEVEL.exec(folded);
  if (!word) return undefined;
  return word[1] !== undefined ? 'high' : word[2] !== undefined ? 'low' : 'medium';
}

const [HIGH, MEDIUM, LOW] = (['high', 'medium', 'low'] as const).map((level) =>
  heardAnywhere(({ levels }) => levels?.[level]),
);
const LEVEL = new RegExp(String.raw`(?<![\p{L}])(?:(${HIGH}|p1|!)|(${LOW}|p3)|(${MEDIUM}|p2))`, 'u');
