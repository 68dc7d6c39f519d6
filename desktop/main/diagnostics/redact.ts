const RULES: [RegExp, string][] = [
  [/eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, '[token]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, '$1 [token]'],
  [/\bsk-[\w-]{8,}/g, '[key]'],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, '[email]'],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s"'?#\\]*)[?#][^\s"'\\]*/gi, '$1?[removed]'],
  [
    /("(?:token|password|authorization|text|message_text|title|notes|code_verifier)":)"(?:[^"\\]|\\.)*"/gi,
    '$1"[removed]"',
  ],
];

/** Takes out of a log line what nobody but its owner should read: tokens, keys, addresses, queries, what people typed. */
export function redact(line: string): string {
  return RULES.reduce((text, [pattern, replacement]) => text.replaceAll(pattern, replacement), line);
}
