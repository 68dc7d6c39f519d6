const QUOTED =
  /“[^“”]{0,300}”|"[^"]{0,300}"|«[^«»]{0,300}»|„[^„“”]{0,300}[“”]|「[^「」]{0,300}」|『[^『』]{0,300}』|《[^《》]{0,300}》|‘[^‘’]{0,300}’(?!\p{L})|`[^`]{0,300}`|(?<![\p{L}\p{N}])'(?!s\s)[^']{1,300}(?:'(?=\p{L})[^']{0,300}){0,8}'(?![\p{L}\p{N}])/gu;
const LINK =
  /(?<=^|\s)(?:#\S*|@(?<called>\p{L}\S*)|\S{1,200}@\S+|\S{1,200}:\/\/\S*|(?:www\.)?[\p{L}\p{N}-]{2,60}\.\p{L}{2,12}(?:\/\S*)?(?![\p{L}\p{N}]))/gu;

/** Characters of a sentence looked at: a date further in is not found, and no input takes long. */
export const MAX_SCANNED = 600;

/**
 * Blanks out what is never a date, keeping every position: quoted titles, links, addresses, #tags and @names.
 * @param isDay whether a word behind an @ names a day instead: "@tomorrow"
 */
export function maskUnmined(text: string, isDay: (word: string) => boolean): string {
  return text
    .replaceAll(QUOTED, blank)
    .replaceAll(LINK, (link, called: string | undefined) =>
      called !== undefined && isDay(called) ? link : blank(link),
    );
}

function blank(part: string): string {
  // A mark that no language reads, so that nothing is joined across it.
  return '\u{FFFC}'.repeat(part.length);
}
