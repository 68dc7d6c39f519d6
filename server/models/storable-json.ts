/**
 * Writes a value as JSON that a `jsonb` column takes: PostgreSQL refuses NUL characters and lone surrogates, which a
 * model's output can contain.
 */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(makeStorable(value));
}

function makeStorable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(makeStorable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [makeStorable(key), makeStorable(item)]));
}
