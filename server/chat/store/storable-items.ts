import { toStorableJson } from '../../models/storable-json.ts';

/** The escapes that PostgreSQL refuses in `jsonb`: NUL and halves of surrogate pairs. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** Writes an item or items as JSON that a `jsonb` column takes; only what cannot be stored as it is gets copied. */
export function toStorableItems(value: unknown): string {
  const json = JSON.stringify(value);
  return UNSTORABLE.test(json) ? toStorableJson(value) : json;
}
