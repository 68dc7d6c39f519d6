import { readWrittenCalls } from './read-written-calls.ts';
import type { RequestedCall } from './tool-call-collector.ts';

/** Calls that a model wrote where its reply belongs. */
export interface WrittenCalls {
  readonly calls: RequestedCall[];
  /** What it wrote. */
  readonly text: string;
}

/** How a reply begins that may be a tool call written as text, or private reasoning: local models do both. */
const SUSPICIOUS_START = /^\s*(?:[{[`]|<(?:t|f|\/|\||$))/i;
/** More than this is not held back: no call is as long. */
const LONGEST_CALL = 8_000;
const THOUGHT_START = /^\s*<think(?:ing)?>/;
const THOUGHT_END = /<\/think(?:ing)?>/;
/** As much of a thought as its end can begin in. */
const LONGEST_TAG = '</thinking>'.length;

/**
 * Lets the text of a reply through as it comes, except what small local models put there by mistake: their reasoning
 * between `<think>` tags, and tool calls written as text. Nothing is looked at again and again, however it is cut.
 */
export class TextFilter {
  readonly #toolNames: ReadonlySet<string>;
  #held = '';
  #isOpen = false;
  #isThought = false;

  constructor(toolNames: ReadonlySet<string>) {
    this.#toolNames = toolNames;
  }

  /** @returns what can be shown now. */
  add(piece: string): string {
    if (this.#isOpen) return piece;
    this.#held += piece;
    this.#dropThoughts();
    const isDoubtful = this.#isThought || this.#held.trim() === '' || SUSPICIOUS_START.test(this.#held);
    return isDoubtful && this.#held.length <= LONGEST_CALL ? '' : this.#open();
  }

  /** @returns what was held back: as text, or as the calls that all of it is. */
  finish(): { readonly text: string; readonly written?: WrittenCalls } {
    if (this.#isOpen || this.#isThought) return { text: '' };
    const text = this.#held;
    const calls = readWrittenCalls(text, this.#toolNames);
    return calls ? { text: '', written: { calls, text } } : { text };
  }

  #open(): string {
    this.#isOpen = true;
    return this.#held;
  }

  /** Of a thought that goes on only the end is kept. */
  #dropThoughts(): void {
    while (this.#isThought || THOUGHT_START.test(this.#held)) {
      const end = THOUGHT_END.exec(this.#held);
      this.#isThought = end === null;
      this.#held = end ? this.#held.slice(end.index + end[0].length).trimStart() : this.#held.slice(-LONGEST_TAG);
      if (!end) return;
    }
  }
}
