import { dialog } from 'electron';
import type { Speech } from '../ground/speech.ts';
import type { Updates } from './setup-updates.ts';

export interface RestartDeps {
  updates: Pick<Updates, 'state' | 'restart'>;
  isAnswering: () => boolean;
  /** Resolves when pages have kept what is being written in them, or had long enough for it. */
  flushDrafts: () => Promise<void>;
  speech: Speech;
}

/**
 * Makes the function that restarts into the new version: it asks first while an answer is still being written, and has
 * the pages keep their drafts.
 *
 * @returns a function that answers false when there is nothing to install, or the person wants to wait
 */
export function createRestart({ updates, isAnswering, flushDrafts, speech }: RestartDeps): () => Promise<boolean> {
  let isRestarting = false;
  const restart = async (): Promise<boolean> => {
    if (isAnswering() && !(await confirm(speech))) return false;
    await flushDrafts();
    return updates.restart();
  };
  return async () => {
    if (updates.state().status !== 'ready' || isRestarting) return false;
    isRestarting = true;
    try {
      return await restart();
    } finally {
      isRestarting = false;
    }
  };
}

async function confirm(speech: Speech): Promise<boolean> {
  const words = speech.messages().update;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: words.stillAnswering,
    detail: words.stillAnsweringText,
    buttons: [words.restart, words.wait],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
