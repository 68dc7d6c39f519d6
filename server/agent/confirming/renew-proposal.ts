import { randomUUID } from 'node:crypto';
import type { ConversationTurn } from '../../ground/turn.ts';
import type { CallGate } from '../../mcp/call-gate.ts';
import type { ProposedCall } from '../../models/confirmation.ts';
import type { ProposedTask } from '../../models/proposed-task.ts';
import { acceptedCallId } from '../model/call-id.ts';
import { isUndo } from './confirmation-gate.ts';
import type { GateParts } from './gate-parts.ts';
import { heldResult } from './held-result.ts';
import { previewCalls } from './preview-calls.ts';
import { toProposedTask } from './proposed-task.ts';

/** @returns the same calls on their tasks as they are now, without those of which nothing is left. */
export async function renewProposal(
  parts: Pick<GateParts, 'database' | 'tools'>,
  calls: readonly ProposedCall[],
  turn: ConversationTurn,
): Promise<ProposedCall[]> {
  const undos: ProposedCall[] = [];
  for (const call of calls.filter(isUndo)) undos.push(...(await tryUndo(parts, call, turn)));
  const others = calls.filter((call) => !isUndo(call));
  const previews = await previewCalls(parts, others, turn);
  const renewed = others.flatMap((call, index) => renew(call, previews[index]?.tasks ?? [], turn));
  return [...renewed, ...undos];
}

function renew(
  call: ProposedCall,
  [first, ...others]: readonly ProposedTask[],
  { now, timeZone }: Pick<ConversationTurn, 'now' | 'timeZone'>,
): ProposedCall[] {
  if (!first) return [];
  const { name, args, door } = call;
  const asked = { at: now.toISOString(), timeZone };
  return [{ callId: freshId(call), name, args, ...(door && { door }), asked, ...first, others }];
}

/** An undo leaves alone what has changed since: what it would still touch is found by trying, and rolled back. */
async function tryUndo(
  { tools }: Pick<GateParts, 'tools'>,
  call: ProposedCall,
  turn: ConversationTurn,
): Promise<ProposedCall[]> {
  const found: ProposedCall[] = [];
  const gate: CallGate = {
    mustWait: (tasks) => tasks.length > 0,
    hold: ({ args }, tasks) => {
      found.push(...renew({ ...call, args }, tasks.map(toProposedTask), turn));
      return Promise.resolve(heldResult());
    },
  };
  const args = { ...call.args, user_id: turn.userId };
  await tools.callTool(call.name, args, call.door === undefined ? turn : { ...turn, door: call.door }, { gate });
  return found;
}

function freshId({ callId }: ProposedCall): string {
  return acceptedCallId(`${callId} ${randomUUID()}`);
}
