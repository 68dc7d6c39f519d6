import type { Outcome } from '../replying/outcome.ts';

/**
 * "set rent to high priority and tag it #home": two changes of the same tasks are one, unless both set the same field.
 * @returns undefined when they stay two
 */
export function uniteUpdates(before: Outcome | undefined, next: Outcome): Outcome | undefined {
  if (before?.kind !== 'calls' || next.kind !== 'calls' || before.calls.length !== next.calls.length) return undefined;
  const calls = before.calls.flatMap((call, index) => {
    const other = next.calls[index];
    if (call.name !== 'update_task' || other?.name !== 'update_task') return [];
    const shared = Object.keys(other.args).filter((name) => name in call.args);
    const isSame = call.args['task_id'] === other.args['task_id'] && shared.length === 1;
    return isSame ? [{ ...call, args: { ...call.args, ...other.args } }] : [];
  });
  if (calls.length === 0 || calls.length < before.calls.length) return undefined;
  return { kind: 'calls', calls, remarks: [...(before.remarks ?? []), ...(next.remarks ?? [])] };
}
