/** Where words stand in a text, in UTF-16 units. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Whether words share some of the stretches. */
export function isIn(words: TextSpan, spans: readonly TextSpan[]): boolean {
  return spans.some(({ start, end }) => words.start < end && words.end > start);
}

/** The words of stretches of a text, with a space between. */
export function joinSpans(text: string, spans: readonly TextSpan[]): string {
  return spans.map(({ start, end }) => text.slice(start, end)).join(' ');
}
