/** Fields of a dialect that we do not know: kept as they came, for the endpoint that sent them. */
export type ExtraFields = Record<string, unknown>;

/** What tells the parts of a list apart comes with each piece of a part, and is no text that goes on. */
const NAMES_A_PART = new Set(['id', 'index', 'type', 'format']);
/** More than this is not carried along. */
const MOST_CHARACTERS = 1_000_000;
/** Parts of a list that are streamed side by side. */
const MOST_OPEN_PARTS = 20;

/** @returns the fields that are not among those named, if there are any. */
export function unknownFields(value: object, known: ReadonlySet<string>): ExtraFields | undefined {
  const extra = Object.entries(value).filter(([name, field]) => !known.has(name) && field !== undefined);
  return extra.length === 0 ? undefined : Object.fromEntries(extra);
}

/**
 * Puts the unknown fields of a streamed message together: text goes on, lists go on with each part that has an `index`
 * put together like a message, and an object comes whole. Each piece costs what itself is long, however much there is.
 */
export class ExtraCollector {
  #fields: ExtraFields = {};
  #size = 0;

  add(extra: ExtraFields | undefined): void {
    if (extra === undefined || this.#size > MOST_CHARACTERS) return;
    this.#size += JSON.stringify(extra).length;
    if (this.#size > MOST_CHARACTERS) this.#fields = {};
    else joinPieces(this.#fields, extra);
  }

  /** Fields that never had a value are left out: they say nothing, and strict endpoints do not know them. */
  finish(): ExtraFields {
    return Object.fromEntries(Object.entries(this.#fields).filter(([, value]) => value !== null));
  }
}

/** Puts what came with one piece of a call into what came before: a call's fields come whole. */
export function mergeWhole(known: ExtraFields, later: ExtraFields | undefined): void {
  for (const [name, value] of Object.entries(later ?? {})) known[name] = mergeValues(known[name], value);
}

function mergeValues(known: unknown, value: unknown): unknown {
  if (!isObject(known) || !isObject(value)) return value ?? known;
  mergeWhole(known, value);
  return known;
}

function joinPieces(known: ExtraFields, piece: ExtraFields): void {
  for (const [name, value] of Object.entries(piece)) known[name] = joinValues(name, known[name], value);
}

function joinValues(name: string, known: unknown, value: unknown): unknown {
  if (value === null || value === undefined) return known ?? null;
  if (typeof known === 'string' && typeof value === 'string') return NAMES_A_PART.has(name) ? value : known + value;
  if (Array.isArray(known) && Array.isArray(value)) {
    joinLists(known, value);
    return known;
  }
  return mergeValues(known, value);
}

function joinLists(known: unknown[], pieces: readonly unknown[]): void {
  for (const piece of pieces) {
    const part = findPart(known, piece);
    if (isObject(part) && isObject(piece)) joinPieces(part, piece);
    else known.push(piece);
  }
}

/** What goes on is among the parts that came last. */
function findPart(known: readonly unknown[], piece: unknown): unknown {
  if (!isObject(piece) || piece['index'] === undefined) return undefined;
  return known.slice(-MOST_OPEN_PARTS).findLast((part) => isSamePart(part, piece));
}

function isSamePart(part: unknown, piece: ExtraFields): boolean {
  if (!isObject(part)) return false;
  return part['index'] === piece['index'] && (piece['type'] === undefined || part['type'] === piece['type']);
}

function isObject(value: unknown): value is ExtraFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
