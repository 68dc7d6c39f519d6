import { plainText, quoteText } from '../../ground/quote-text.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { phrasesFor } from '../../languages/phrases-for.ts';
import type { KnownTask } from '../lookup/tool-results.ts';

/** Fills `{name}` places of a phrase. */
export function fill(phrase: string, values: Record<string, string | number>): string {
  return phrase.replaceAll(/\{(\w+)\}/gu, (place, name: string) => String(values[name] ?? place));
}

/** A phrase that depends on a number, in the language's own plural forms. */
export function fillPlural(
  forms: Partial<Record<Intl.LDMLPluralRule, string>>,
  count: number,
  pack: LanguagePack,
): string {
  let pluralRules = PLURAL_RULES.get(pack.tag);
  if (!pluralRules) {
    pluralRules = new Intl.PluralRules(pack.tag);
    PLURAL_RULES.set(pack.tag, pluralRules);
  }
  return fill(forms[pluralRules.select(count)] ?? forms.other ?? '{count}', { count });
}

/** A title between the marks of the language, with nothing in it that Markdown would act on. */
export function quote(title: string, { tag }: LanguagePack): string {
  return escapeMarkdown(quoteText(title, phrasesFor(tag).quoteMarks, LONGEST_TITLE));
}

/** Several titles in quotes, for use within a sentence: all of them when few, else the first with how many more there are. */
export function quoteAll(titles: readonly string[], pack: LanguagePack, most = MOST_NAMED): string {
  const shown = titles
    .slice(0, most)
    .map((title) => quote(title, pack))
    .join(', ');
  const hidden = titles.length - most;
  return hidden > 0 ? `${shown} ${fill(pack.phrases.more, { count: hidden }).replace(/[.。।]$/u, '')}` : shown;
}

/** Texts in quotes, of which one is meant. */
export function quoteEither(texts: readonly string[], pack: LanguagePack): string {
  return new Intl.ListFormat(pack.tag, { type: 'disjunction' }).format(texts.map((text) => quote(text, pack)));
}

/** One line of a list; the number is the task's own. */
export function describeLine(task: KnownTask, pack: LanguagePack): string {
  const { phrases } = pack;
  const priorities = { high: phrases.highPriority, medium: phrases.mediumPriority, low: phrases.lowPriority };
  const details = [
    task.status === 'completed' ? phrases.done : '',
    task.due && task.status === 'pending' ? fill(phrases.due, { due: task.due }) : '',
    task.overdue && task.status === 'pending' ? phrases.overdue : '',
    task.priority ? priorities[task.priority] : '',
    task.recurrence ? phrases.repeats : '',
    ...task.tags.map((tag) => `#${escapeMarkdown(plainText(tag))}`),
  ].filter((detail) => detail !== '');
  const tail = details.length > 0 ? ` (${details.join(', ')})` : '';
  return `- **${task.id}.** ${escapeMarkdown(plainText(task.title))}${tail}`;
}

/** Titles are data: signs that would become markup are escaped, all others stay as typed. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*[\]<>]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~(?=~)|&(?=#?\w+;)/gu, String.raw`\$&`);
}

const MOST_NAMED = 20;
/** As many characters as a title has. */
const LONGEST_TITLE = 500;
const PLURAL_RULES = new Map<string, Intl.PluralRules>();
