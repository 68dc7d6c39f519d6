/** Formats kept at most: making one takes longer than using it a hundred times, but a caller's locales are unbounded. */
const MAX_FORMATS = 200;

const formats = new Map<string, Intl.DateTimeFormat>();
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

/** An `Intl.DateTimeFormat`, made once per locale and options and forgotten when others push it out. */
export function getDateTimeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return keep(formats, `${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

/** The same for "yesterday", "today" and "tomorrow". */
export function getRelativeTimeFormat(locale: string): Intl.RelativeTimeFormat {
  return keep(relativeFormats, locale, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
}

function keep<Format>(kept: Map<string, Format>, key: string, make: () => Format): Format {
  const format = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, format);
  const [oldest] = kept.keys();
  if (kept.size > MAX_FORMATS && oldest !== undefined) kept.delete(oldest);
  return format;
}
