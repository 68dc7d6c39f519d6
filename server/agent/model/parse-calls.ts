import { randomUUID } from 'node:crypto';
import { parseForeignJson, walk } from '../../ground/admit-text.ts';
import { isSameButDate, type AgentCall } from '../agent-call.ts';
import { acceptedCallId, makeCallId } from './call-id.ts';
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
 * may try again. When a turn is run again, a call that is not the one of before gets an id of its own.
 *
 * @param turn.messageId row id of the message that is answered @param turn.round which of the turn's answers this is @param
 * turn.earlier what earlier runs of the turn called
 */
export function parseCalls(
  calls: readonly RequestedCall[],
  turn: { readonly messageId: string; readonly round: number; readonly earlier?: readonly EarlierCall[] | undefined },
): ParsedCall[] {
  let total = 0;
  return calls.slice(0, MOST_ANSWERED).map(({ name, arguments: text, extra }, position) => {
    total += text.length;
    const isTooMuch = position >= MOST_CALLS || total > LONGEST_TOGETHER;
    const args = isTooMuch || text.length > LONGEST_ARGUMENTS ? undefined : parseObject(text);
    const own = makeCallId(turn.messageId, turn.round, position);
    const isTaken = turn.earlier?.some(
      // The user may have chosen another date for it since.
      (earlier) =>
        earlier.callId === own &&
        !isSameButDate({ name: earlier.name, args: earlier.arguments }, { name, args: args ?? {} }),
    );
    const callId = isTaken ? acceptedCallId(`${own} ${randomUUID()}`) : own;
    const call = { callId, name: name.slice(0, 100), extra };
    if (args) return { ...call, args };
    const problem = isTooMuch
      ? `Only ${MOST_CALLS} calls of ${LONGEST_TOGETHER} characters together can be made at once. Nothing was done.`
      : 'The arguments are not a JSON object. Nothing was done.';
    return { ...call, args: {}, problem };
  });
}

/** A call that has been made or proposed before, by its id. */
interface EarlierCall {
  readonly callId: string;
  readonly name: string;
  readonly arguments: Record<string, unknown>;
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
