import { parseForeignJson, walk } from '../../ground/admit-text.ts';
import type { AgentCall } from '../agent-call.ts';
import { makeCallId } from './call-id.ts';
import type { ExtraFields } from './extra-fields.ts';
import { LONGEST_ARGUMENTS, MOST_ANSWERED, type RequestedCall } from './tool-call-collector.ts';

/** More calls in one answer than this are not run. */
const MOST_CALLS = 100;
/** More text than this is not parsed for one answer, whatever its calls are. */
const LONGEST_TOGETHER = 100_000;

/** A call, what came with it, and what is wrong with it, if anything is. */
export interface ParsedCall extends AgentCall {
  readonly extra?: ExtraFields | undefined;
  readonly problem?: string;
}

/**
 * Gives each call an id and parses its arguments. Arguments are never repaired: the model is told what is wrong and
 * may try again.
 *
 * @param turn.messageId row id of the message that is answered @param turn.round which of the turn's answers this is
 */
export function parseCalls(
  calls: readonly RequestedCall[],
  turn: { readonly messageId: string; readonly round: number },
): ParsedCall[] {
  let total = 0;
  return calls.slice(0, MOST_ANSWERED).map(({ name, arguments: text, extra }, position) => {
    const call = { callId: makeCallId(turn.messageId, turn.round, position), name: name.slice(0, 100), extra };
    total += text.length;
    const isTooMuch = position >= MOST_CALLS || total > LONGEST_TOGETHER;
    const args = isTooMuch || text.length > LONGEST_ARGUMENTS ? undefined : parseObject(text);
    if (args) return { ...call, args };
    const problem = isTooMuch
      ? `Only ${MOST_CALLS} calls of ${LONGEST_TOGETHER} characters together can be made at once. Nothing was done.`
      : 'The arguments are not a JSON object. Nothing was done.';
    return { ...call, args: {}, problem };
  });
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseForeignJson(text);
    walk(value, () => undefined);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    // Who calls is not the model's to say, so it is not kept either.
    const { user_id: _claimed, ...args } = { user_id: undefined, ...value };
    return args;
  } catch {
    return undefined;
  }
}
