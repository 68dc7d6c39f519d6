import type { AgentCall } from './agent-call.ts';
import type { RequestedCall } from './tool-call-collector.ts';

/** More calls in one answer than this are not run. */
const MOST_CALLS = 100;
/** More text than any tool takes. */
const LONGEST_ARGUMENTS = 50_000;

/** A call in its place in the answer, with what is wrong with it, if anything is. */
export type ParsedCall = AgentCall & { position: number; problem?: string };

/**
 * Gives each call an id and parses its arguments. Arguments are never repaired: the model is told what is wrong and
 * may try again.
 *
 * @param prefix makes the ids unique within the turn.
 */
export function parseCalls(
  calls: readonly RequestedCall[],
  prefix: string,
): { valid: ParsedCall[]; invalid: ParsedCall[] } {
  const valid: ParsedCall[] = [];
  const invalid: ParsedCall[] = [];
  for (const [position, { name, arguments: text }] of calls.entries()) {
    const call = { callId: `call_${prefix}_${position}`, name: name.slice(0, 100), position };
    const args = position < MOST_CALLS && text.length <= LONGEST_ARGUMENTS ? parseObject(text) : undefined;
    if (args) valid.push({ ...call, args });
    else {
      const problem =
        position < MOST_CALLS
          ? 'The arguments are not a JSON object. Nothing was done.'
          : `Only ${MOST_CALLS} calls can be made at once. Nothing was done.`;
      invalid.push({ ...call, args: {}, problem });
    }
  }
  return { valid, invalid };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    // Who calls is not the model's to say, so it is not kept either.
    const { user_id: _claimed, ...args } = { user_id: undefined, ...value };
    return args;
  } catch {
    return undefined;
  }
}
