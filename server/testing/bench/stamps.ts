const DELTA = /"delta":"([^"]*)"/;
const STAMP = /(\d+) /g;

/** The machine's clock, the same in every process, in microseconds. */
export function now(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** The text of a delta: when it was made, always as many bytes. */
export function stampedDelta(madeAt = now()): string {
  return `${Math.round(madeAt)} `.padStart(20, '0');
}

/** Finds the stamps in the frames of one turn, however many deltas a frame has and wherever frame and delta are cut. */
export class StampReader {
  #frame = '';
  #text = '';

  /** @param chunk what came next. @returns when each delta that is whole now was made, in microseconds. */
  read(chunk: string): number[] {
    const frames = (this.#frame + chunk).split('\n\n');
    this.#frame = frames.pop() ?? '';
    for (const frame of frames) this.#text += DELTA.exec(frame)?.[1] ?? '';
    const stamps = Array.from(this.#text.matchAll(STAMP), ([, stamp]) => Number(stamp));
    this.#text = this.#text.slice(this.#text.lastIndexOf(' ') + 1);
    return stamps;
  }
}
