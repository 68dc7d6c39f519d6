/** A file in a form. */
export interface FormFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mediaType: string;
}

/** A form has the file and perhaps a field or two; each part takes time to read, however small. */
const MOST_PARTS = 10;
/** What stands before a part's content is a few lines. */
const LONGEST_HEADERS = 4 * 1024;

/**
 * Finds a file in a form (RFC 7578), looking at each byte once: parsers that make something of all parts and lines first take
 * as long as somebody wants them to.
 *
 * @param field the name of its field; the first of that name counts
 * @returns undefined when the form is broken, has very many parts or no such file
 */
export function findFile(bytes: Buffer, boundary: string, field: string): FormFile | undefined {
  const mark = `\r\n--${boundary}`;
  const isAtStart = bytes.subarray(0, boundary.length + 2).toString('latin1') === mark.slice(2);
  let at = isAtStart ? -2 : bytes.indexOf(mark);
  let found: FormFile | undefined;
  for (let parts = 0; at !== -1; parts += 1) {
    const start = at + mark.length;
    const after = bytes.subarray(start, start + 2).toString('latin1');
    if (after === '--') return found;
    if (after !== '\r\n' || parts === MOST_PARTS) return undefined;
    const length = bytes.subarray(start, start + LONGEST_HEADERS).indexOf('\r\n\r\n');
    if (length === -1) return undefined;
    const headers = bytes.subarray(start, start + length).toString('utf8');
    // The mark of an empty part begins with the end of its headers.
    at = bytes.indexOf(mark, start + length + 2);
    if (at === -1) return undefined;
    found ??= readPart(headers, bytes.subarray(start + length + 4, at), field);
  }
  return undefined;
}

function readPart(headers: string, bytes: Uint8Array, field: string): FormFile | undefined {
  const disposition = /^content-disposition:[ \t]*form-data(?=[ \t]*;)(.*)$/imu.exec(headers)?.[1] ?? '';
  const name = /;[ \t]*filename="([^"]*)"/iu.exec(disposition)?.[1];
  if (/;[ \t]*name="([^"]*)"/iu.exec(disposition)?.[1] !== field || name === undefined) return undefined;
  const mediaType = /^content-type:[ \t]*([^\r\n]*)$/imu.exec(headers)?.[1] ?? 'text/plain';
  return { bytes, name: unescapeName(name), mediaType };
}

/** As browsers write a name: these three letters only. */
function unescapeName(name: string): string {
  return name.replaceAll(/%(?:0A|0D|22)/giu, decodeURIComponent);
}
