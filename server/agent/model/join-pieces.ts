/** A screen shows a frame every 8 to 16 ms: nobody sees what is joined within one. */
const FRAME_MS = 8;
/** No more than this is read ahead of a slow reader, in characters. */
const MOST_AHEAD = 16_000;

/** A generator of text, which can be left without a result. */
interface Pieces<Result> {
  next(): Promise<IteratorResult<string, Result>>;
  return(result?: unknown): Promise<unknown>;
}

/**
 * Joins pieces of text that come faster than a screen shows them, so that what follows (frames, writes, renderings) is
 * done once for many. The first piece leaves at once, and so does one that comes alone.
 *
 * @throws what the source throws, after the text that came before it.
 */
export async function* joinPieces<Result>(source: Pieces<Result>): AsyncGenerator<string, Result> {
  let leftAt = Number.NEGATIVE_INFINITY;
  let pending = ask(source);
  try {
    for (;;) {
      const first = await pending;
      if (first.done) return first.value;
      let text = first.value;
      pending = ask(source);
      const wait = FRAME_MS - (performance.now() - leftAt);
      if (wait > 0) {
        const frame = new Timer(wait);
        for (;;) {
          const next = await Promise.race([pending.catch(noPiece), frame.end]);
          if (next === undefined || next.done) break;
          text += next.value;
          pending = ask(source);
          if (text.length >= MOST_AHEAD) break;
        }
        frame.clear();
      }
      leftAt = performance.now();
      yield text;
    }
  } finally {
    // Not awaited: a stalled source answers this when whoever reads it gives up.
    void source.return().catch(noPiece);
  }
}

/** The next piece; a failure waits until somebody asks for it. */
function ask<Result>(source: Pieces<Result>): Promise<IteratorResult<string, Result>> {
  const piece = source.next();
  piece.catch(noPiece);
  return piece;
}

function noPiece(): undefined {
  return undefined;
}

/** The end of a frame. */
class Timer {
  readonly end: Promise<undefined>;
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number) {
    this.end = new Promise((resolve) => {
      this.#timer = setTimeout(() => resolve(undefined), milliseconds);
    });
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
