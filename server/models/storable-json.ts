/** The escapes that PostgreSQL refuses in `jsonb`: NUL and halves of surrogate pairs. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/**
 * Writes a value as JSON that a `jsonb` column takes: PostgreSQL refuses NUL characters and lone surrogates, which a
 * model's output can contain. Only what cannot be stored as it is gets copied.
 */
export function toStorableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return UNSTORABLE.test(json) ? JSON.stringify(makeStorable(value)) : json;
}

function makeStorable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(makeStorable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [makeStorable(key), makeStorable(item)]));
}
