import { type BrowserWindow, type MessageBoxOptions, dialog } from 'electron';
import type { UpdateState } from '../../ipc-contract.ts';
import type { NativeMessages } from '../../words/en/native.ts';
import type { Speech } from '../ground/speech.ts';
import { describeLook } from './describe-look.ts';

export interface CheckFromMenuDeps {
  check: () => Promise<UpdateState>;
  restart: () => void;
  speech: Speech;
  mainWindow: () => BrowserWindow | null;
}

/** Looks for updates because somebody chose that in a menu, and says what came of it: a menu is closed by then. */
export async function checkFromMenu(deps: CheckFromMenuDeps): Promise<void> {
  const state = await deps.check();
  const question = describe(state, deps.speech);
  if (question === null) return;
  const { act, options } = question;
  const window = deps.mainWindow();
  const { response } = await (window?.isVisible() === true
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  if (response !== 0 || act === null) return;
  if (act === 'restart') deps.restart();
  else await checkFromMenu(deps);
}

function describe(
  state: UpdateState,
  speech: Speech,
): { act: 'restart' | 'again' | null; options: MessageBoxOptions } | null {
  const words = speech.messages().update;
  const tell = (message: string, detail = ''): MessageBoxOptions => ({
    type: 'info',
    message,
    detail,
    buttons: [words.close],
  });
  switch (state.status) {
    case 'idle':
      return { act: null, options: tell(words.upToDate, describeLook(state, speech)) };
    case 'downloading':
      return { act: null, options: tell(words.downloading(state.version), words.downloadingText) };
    case 'unsupported':
      return { act: null, options: tell(words.unsupported(state.version), words.unsupportedText) };
    case 'ready':
      return { act: 'restart', options: choose('info', words.ready(state.version), words.restartNow, words) };
    case 'failed':
      return { act: 'again', options: choose('warning', words.failed[state.reason], words.tryAgain, words) };
    default:
      // Somebody else's look is under way, or there are no updates here.
      return null;
  }
}

function choose(
  type: 'info' | 'warning',
  message: string,
  button: string,
  words: NativeMessages['update'],
): MessageBoxOptions {
  return { type, message, detail: '', buttons: [button, words.later], defaultId: 0, cancelId: 1 };
}
