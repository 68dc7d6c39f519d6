import type { App, Session } from 'electron';

/** Checks spelling in the languages that somebody chose. */
export interface Spelling {
  /** What there is to choose from; nothing where the system decides by itself. */
  languages: () => string[];
  /** Follows what is chosen, and who is signed in. */
  follow: () => void;
}

/**
 * Keeps sessions from asking Google for a dictionary, which on Windows and Linux each does as soon as it exists, the
 * updater's too, whether a window checks spelling or not. Telling it to check none comes in time in this event alone, and
 * switching its spell checker off does not keep it from asking. macOS has a checker of its own and downloads nothing.
 */
export function keepFromAskingForDictionaries(app: App): void {
  if (process.platform === 'darwin') return;
  app.on('session-created', (created) => created.setSpellCheckerLanguages([]));
}

/** Makes the pages' session check what was chosen; nothing is asked for before somebody is signed in. */
export function createSpelling(deps: {
  session: Session;
  chosen: () => string[];
  isSignedIn: () => boolean;
}): Spelling {
  const { session } = deps;
  if (process.platform === 'darwin') return { languages: () => [], follow: () => undefined };
  let inUse = '';
  return {
    languages: () => session.availableSpellCheckerLanguages,
    follow: () => {
      const known = new Set(session.availableSpellCheckerLanguages);
      const wanted = deps.isSignedIn() ? deps.chosen().filter((language) => known.has(language)) : [];
      if (wanted.join() === inUse) return;
      inUse = wanted.join();
      session.setSpellCheckerLanguages(wanted);
    },
  };
}
