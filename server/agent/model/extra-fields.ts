/** Fields of a dialect that we do not know: kept as they came, for the endpoint that sent them. */
export type ExtraFields = Record<string, unknown>;

/** What tells the parts of a list apart comes with each piece of a part, and is no text that goes on. */
const NAMES_A_PART = new Set(['id', 'index', 'type', 'format']);
/** More than this is not carried along. */
const MOST_CHARACTERS = 1_000_000;

/** @returns the fields that are not among those named, if there are any. */
export function unknownFields(value: object, known: ReadonlySet<string>): ExtraFields | undefined {
  const extra = Object.entries(value).filter(([name, field]) => !known.has(name) && field !== undefined);
  return extra.length === 0 ? undefined : Object.fromEntries(extra);
}

/**
 * Puts the unknown fields of a streamed message together: text goes on, lists go on with each part that has an `index`
 * put together like a message, and an object comes whole.
 */
export class ExtraCollector {
  #fields: ExtraFields = {};
  #size = 0;

  add(extra: ExtraFields | undefined): void {
    if (extra === undefined || this.#size > MOST_CHARACTERS) return;
    this.#size += JSON.stringify(extra).length;
    this.#fields = this.#size > MOST_CHARACTERS ? {} : joinPieces(this.#fields, extra);
  }

  /** Fields that never had a value are left out: they say nothing, and strict endpoints do not know them. */
  finish(): ExtraFields {
    return Object.fromEntries(Object.entries(this.#fields).filter(([, value]) => value !== null));
  }
}

/** Puts what came with one piece of a call on top of what came before: a call's fields come whole. */
export function mergeWhole(before: ExtraFields, later: ExtraFields | undefined): ExtraFields {
  const merged = { ...before };
  for (const [name, value] of Object.entries(later ?? {})) {
    const known = merged[name];
    merged[name] = isObject(known) && isObject(value) ? mergeWhole(known, value) : (value ?? known);
  }
  return merged;
}

function joinPieces(before: ExtraFields, piece: ExtraFields): ExtraFields {
  const joined = { ...before };
  for (const [name, value] of Object.entries(piece)) joined[name] = joinValues(name, joined[name], value);
  return joined;
}

function joinValues(name: string, known: unknown, value: unknown): unknown {
  if (value === null || value === undefined) return known ?? null;
  if (typeof known === 'string' && typeof value === 'string') return NAMES_A_PART.has(name) ? value : known + value;
  if (Array.isArray(known) && Array.isArray(value)) return joinLists(known, value);
  return isObject(known) && isObject(value) ? mergeWhole(known, value) : value;
}

function joinLists(known: readonly unknown[], pieces: readonly unknown[]): unknown[] {
  const joined = [...known];
  for (const piece of pieces) {
    const place = joined.findIndex((part) => isSamePart(part, piece));
    const part = joined[place];
    if (isObject(part) && isObject(piece)) joined[place] = joinPieces(part, piece);
    else joined.push(piece);
  }
  return joined;
}

function isSamePart(part: unknown, piece: unknown): boolean {
  if (!isObject(part) || !isObject(piece) || piece['index'] === undefined) return false;
  return part['index'] === piece['index'] && (piece['type'] === undefined || part['type'] === piece['type']);
}

function isObject(value: unknown): value is ExtraFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
