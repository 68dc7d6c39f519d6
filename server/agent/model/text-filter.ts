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
const THINKING = /^\s*<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>\s*|$)/;
const CALL_WRAPPING =
  /^\s*(?:```(?:json)?|<tool_call>|<\|tool_call\|>|\[TOOL_CALLS\])?\s*([\s\S]*?)\s*(?:```|<\/tool_call>|<\|\/tool_call\|>)?\s*$/;

/**
 * Lets the text of a reply through as it comes, except what small local models put there by mistake: their reasoning
 * between `<think>` tags, and tool calls written as text.
 */
export class TextFilter {
  readonly #toolNames: ReadonlySet<string>;
  #held = '';
  #isOpen = false;

  constructor(toolNames: ReadonlySet<string>) {
    this.#toolNames = toolNames;
  }

  /** @returns what can be shown now. */
  add(piece: string): string {
    if (this.#isOpen) return piece;
    this.#held += piece;
    if (/^\s*<think/.test(this.#held)) {
      if (!/<\/think(?:ing)?>/.test(this.#held)) return '';
      this.#held = this.#held.replace(THINKING, '');
    }
    if (this.#held.trim() === '' || (SUSPICIOUS_START.test(this.#held) && this.#held.length <= LONGEST_CALL)) return '';
    return this.#open();
  }

  /** @returns what was held back: as text, or as the calls it turned out to be. */
  finish(): { text: string; calls: RequestedCall[] } {
    if (this.#isOpen) return { text: '', calls: [] };
    const text = this.#held.replace(THINKING, '');
    const calls = this.#parseCalls(text);
    return calls ? { text: '', calls } : { text, calls: [] };
  }

  #open(): string {
    this.#isOpen = true;
    return this.#held;
  }

  #parseCalls(text: string): RequestedCall[] | undefined {
    const json = CALL_WRAPPING.exec(text)?.[1];
    if (!json) return undefined;
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
