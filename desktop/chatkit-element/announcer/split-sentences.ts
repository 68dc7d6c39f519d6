/** Cuts text into sentences and lines; the last one may be unfinished. Markdown marks are left out: they are not speech. */
export function splitSentences(text: string): string[] {
  return text
    .replaceAll(/[*_`#>|]+/g, '')
    .split(/(?<=[.!?…。！？؟۔])\s+|(?<=[。！？])|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
