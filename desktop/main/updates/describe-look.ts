import type { UpdateState } from '../../ipc-contract.ts';
import type { Speech } from '../ground/speech.ts';

/** The time of day a look was made, as people there write it. */
export function describeLook(state: UpdateState & { status: 'idle' }, speech: Pick<Speech, 'locale'>): string {
  if (state.checkedAt === null) return state.version;
  const time = new Date(state.checkedAt).toLocaleTimeString(speech.locale(), { timeStyle: 'short' });
  return `${state.version}, ${time}`;
}
