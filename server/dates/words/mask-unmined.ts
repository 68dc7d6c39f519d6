const QUOTED =
  /“[^“”]{0,300}”|"[^"]{0,300}"|«[^«»]{0,300}»|„[^„“”]{0,300}[“”]|「[^「」]{0,300}」|『[^『』]{0,300}』|‘[^‘’]{0,300}’(?!\p{L})|`[^`]{0,300}`|(?<![\p{L}\p{N}])'(?!s\s)[^']{1,300}(?:'(?=\p{L})[^']{0,300}){0,8}'(?![\p{L}\p{N}])/gu;
const LINK = /(?<=^|\s)(?:#\S*|@\p{L}\S*|\S{1,200}@\S+|\S{1,200}:\/\/\S*)/gu;

/** Characters of a sentence looked at: a date further in is not found, and no input takes long. */
export const MAX_SCANNED = 600;

/** Blanks out what is never a date, keeping every position: quoted titles, links, addresses and #tags. */
export function maskUnmined(text: string): string {
  return text.replaceAll(QUOTED, blank).replaceAll(LINK, blank);
}

function blank(part: string): string {
  // A mark that no language reads, so that nothing is joined across it.
  return '\u{FFFC}'.repeat(part.length);
}
