import { z } from 'zod';
import type { RequestedCall } from './tool-call-collector.ts';

const writtenCall = z.object({
  name: z.string(),
  arguments: z.union([z.record(z.string(), z.unknown()), z.string()]).optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});

/** How a reply begins that may be a tool call written as text, or private reasoning: local models do both. */
const SUSPICIOUS_START = /^\s*(?:[{[`]|<(?:t|\||$))/;
/** More than this is not held back: no call is as long. */
const LONGEST_CALL = 8_000;
const THOUGHT_START = /^\s*<think(?:ing)?>/;
const THOUGHT_END = /<\/think(?:ing)?>/;
/** As much of a thought as its end can begin in. */
const LONGEST_TAG = '</thinking>'.length;
/** What calls are wrapped in; the first that fits is taken off. */
const OPENINGS = ['```json', '```', '<tool_call>', '<|tool_call|>', '[TOOL_CALLS]'];
const CLOSINGS = ['```', '</tool_call>', '<|/tool_call|>'];

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

  /** @returns what was held back: as text, or as the calls it turned out to be. */
  finish(): { text: string; calls: RequestedCall[] } {
    if (this.#isOpen || this.#isThought) return { text: '', calls: [] };
    const text = this.#held;
    const calls = this.#parseCalls(text);
    return calls ? { text: '', calls } : { text, calls: [] };
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

  #parseCalls(text: string): RequestedCall[] | undefined {
    const json = unwrap(text);
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      return undefined;
    }
    const parsed = z
      .array(writtenCall)
      .nonempty()
      .safeParse(Array.isArray(value) ? value : [value]);
    if (!parsed.success || !parsed.data.every(({ name }) => this.#toolNames.has(name))) return undefined;
    return parsed.data.map(({ name, arguments: given, parameters }) => ({
      name,
      arguments: typeof given === 'string' ? given : JSON.stringify(given ?? parameters ?? {}),
    }));
  }
}

function unwrap(text: string): string {
  const written = text.trim();
  const opening = OPENINGS.find((tag) => written.startsWith(tag)) ?? '';
  const rest = written.slice(opening.length);
  const closing = CLOSINGS.find((tag) => rest.endsWith(tag)) ?? '';
  return rest.slice(0, rest.length - closing.length).trim();
}
