import type { DesktopState } from '../../ipc-contract.ts';
import type { NativeMessages } from '../../words/en/native.ts';
import { type TodaySummary, describeDue } from './today.ts';

const MAX_CHARACTERS = 64;

/** The tray's tooltip: at most 64 characters; what does not fit is left out whole, the least pressing first. */
export function createTrayTooltip(
  state: Pick<DesktopState, 'account' | 'connection' | 'update' | 'queuedQuickAdds'>,
  today: TodaySummary | null,
  words: NativeMessages['tooltip'],
): string {
  const trouble = { online: [], offline: [words.offline], server_away: [words.serverAway] }[state.connection];
  const ofAccount = [
    ...describeDue(today, words),
    ...trouble,
    ...(state.queuedQuickAdds > 0 ? [words.waiting(state.queuedQuickAdds)] : []),
  ];
  const pieces = [
    ...(state.account === null ? [words.signedOut] : ofAccount),
    ...(state.update.status === 'ready' ? [words.updateReady] : []),
  ];
  return pieces.reduce((text, piece, index) => {
    const longer = index === 0 ? `${text}: ${piece}` : `${text}, ${piece}`;
    return longer.length > MAX_CHARACTERS ? text : longer;
  }, 'Parley');
}
