/** Redacting takes longer the longer a text is, and servers and pages can make a text as long as they like. */
const MAX_TEXT = 8 * 1024;

const RULES: [RegExp, string][] = [
  [/eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, '[token]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, '$1 [token]'],
  [/\bsk-[\w-]{8,}/g, '[key]'],
  [/[\p{L}\p{N}_.+'-]{1,64}(?:@|%40)[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63})+/gu, '[email]'],
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'?#\\]*)[?#][^\s"'\\]*/gi, '$1?[removed]'],
  [/((?:^|[\s"'(=])\/[^\s"'?#\\]*)[?#][^\s"'\\]+/g, '$1?[removed]'],
  // The name of the person's directory is often their name.
  [/((?:[\\/]|^)(?:home|Users)(?:\\{1,2}|\/))[^\\/\s"']+/g, '$1~'],
];

/** Fields that hold what a person wrote or what lets somebody in, whatever they are part of. */
const PRIVATE_FIELDS = [
  'token session-token access-token refresh-token id-token password new-password current-password authorization',
  'cookie set-cookie set-auth-token secret api-key code-verifier code-challenge email user-name display-name',
  'text message-text title notes content body input arguments draft query receipt tags due recurrence',
].flatMap((fields) => fields.split(' '));
const PRIVATE = new Set(PRIVATE_FIELDS.map((field) => field.replaceAll('-', '')));
/** Where the value of such a field begins in JSON that is itself inside a text, and maybe inside another. */
const PRIVATE_IN_TEXT = new RegExp(
  String.raw`\\*"(?:${PRIVATE_FIELDS.map((field) => field.replaceAll('-', '[_-]?')).join('|')})\\*"\s*:\s*(\\*)"`,
  'gi',
);

/** Takes out of a text what nobody but its owner should read: tokens, keys, addresses, queries, what people typed. */
export function redact(text: string): string {
  const start = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return RULES.reduce((rest, [pattern, replacement]) => rest.replaceAll(pattern, replacement), emptyFields(start));
}

function emptyFields(text: string): string {
  let done = '';
  let from = 0;
  for (const { 0: start, 1: escape = '', index } of text.matchAll(PRIVATE_IN_TEXT)) {
    // A field inside of what was taken out already.
    if (index < from) continue;
    const end = endOfText(text, index + start.length, escape.length);
    done += `${text.slice(from, index + start.length)}[removed]`;
    from = end;
  }
  return done + text.slice(from);
}

/** Each time JSON is put into JSON, a quote gets a backslash and every backslash doubles. */
function endOfText(text: string, from: number, backslashes: number): number {
  for (const { 0: quote, index } of text.slice(from).matchAll(/\\*"/g)) {
    const before = quote.length - 1;
    if (before % (2 * (backslashes + 1)) === backslashes) return from + index + before - backslashes;
  }
  // It was cut off before its end.
  return text.length;
}

/** Takes the same out of a line of the log, which is JSON: every field of everything that was logged. */
export function redactLine(line: string): string {
  try {
    return `${JSON.stringify(redactValue(JSON.parse(line)))}\n`;
  } catch {
    return redact(line);
  }
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  // What an error says is needed; any other message is somebody's.
  const isError = 'stack' in value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]): [string, unknown] => {
      const isPrivate = PRIVATE.has(name.toLowerCase().replaceAll(/[_-]/g, '')) || (name === 'message' && !isError);
      return [name, isPrivate && inner !== null ? '[removed]' : redactValue(inner)];
    }),
  );
}
