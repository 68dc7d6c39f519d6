/**
 * A tool's result as JSON of limited length, shortened as data: first what is empty or of no use to later turns goes,
 * then the ends of long texts, then whole entries at the ends of lists, of which `left_out` says how many.
 *
 * @param most characters
 */
export function shortenResult(result: unknown, most: number): string {
  const whole = JSON.stringify(result) ?? 'null';
  if (whole.length <= most) return whole;
  for (const longest of LONGEST_TEXTS) {
    const text = JSON.stringify(shorten(result, longest));
    if (text.length <= most) return text;
  }
  let value = shorten(result, SHORTEST_TEXT);
  for (let text = JSON.stringify(value); text.length > most; text = JSON.stringify(value)) {
    const less = dropEntries(value, Math.min(most / text.length, 0.9));
    if (JSON.stringify(less).length >= text.length) return JSON.stringify({ ...flagOf(result), left_out: 'all' });
    value = less;
  }
  return JSON.stringify(value);
}

function shorten(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return value.length > longest ? `${value.slice(0, longest).toWellFormed()}…` : value;
  if (Array.isArray(value)) return value.map((entry: unknown) => shorten(entry, longest));
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([name, field]) => !isEmpty(field) && !UNUSED.has(name));
  return Object.fromEntries(kept.map(([name, field]) => [name, shorten(field, longest)]));
}

/** Keeps that share of each list of the result, from its start. */
function dropEntries(value: unknown, share: number): unknown {
  if (!isRecord(value)) return value;
  const earlier = typeof value['left_out'] === 'number' ? value['left_out'] : 0;
  let dropped = 0;
  const fields = Object.entries(value).map(([name, field]) => {
    if (!Array.isArray(field)) return [name, isRecord(field) ? dropEntries(field, share) : field];
    const kept = field.slice(0, Math.floor(field.length * share));
    dropped += field.length - kept.length;
    return [name, kept];
  });
  return { ...Object.fromEntries(fields), ...(dropped + earlier > 0 && { left_out: dropped + earlier }) };
}

function flagOf(result: unknown): { success?: unknown } {
  return isRecord(result) && 'success' in result ? { success: result['success'] } : {};
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST_TEXTS = [1_000, 200];
const SHORTEST_TEXT = 80;
/** What a task's view has beside what is said of it: its tools say it again when it is called for. */
const UNUSED = new Set(['created_at', 'updated_at', 'completed_at', 'due_zone', 'version']);
