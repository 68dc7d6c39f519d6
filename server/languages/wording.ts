/** Says how many, in the plural forms of a language; a form without `{n}` has the number in its words. */
export function counted(
  locale: string,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): (count: number) => string {
  const rules = new Intl.PluralRules(locale);
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('{n}', String(count));
}

/** Titles behind a sentence, where there are any. */
export function list(titles: string | undefined, colon = ': '): string {
  return titles === undefined ? '' : `${colon}${titles}`;
}
