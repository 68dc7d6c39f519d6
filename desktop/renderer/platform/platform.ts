import type { Language } from '../../spoken-language.ts';
import type { DesktopSettings, DesktopState, DesktopTarget, UpdateState } from '../../ipc-contract.ts';

export type { DesktopSettings, DesktopState, UpdateState };

/** What the app is asked to show from outside: a deep link, the tray, a notification. */
export type AppTarget = DesktopTarget;

/** What the app needs from whatever it runs in; the only place where a browser tab and a desktop shell differ. */
export interface Platform {
  readonly kind: 'browser' | 'desktop';

  /**
   * A same-origin request under `/api/`, signed in as the current user.
   *
   * @returns any response; a 401 outside `/api/auth/` means that the session is over, since a stale token was already renewed
   * @throws TypeError when nothing answered
   */
  fetch(path: string, init?: RequestInit): Promise<Response>;

  /** @throws ApiError with the reason when the server refuses, `offline` or `server_away` when it did not answer */
  signIn(credentials: Credentials): Promise<void>;
  /** @throws ApiError as `signIn` */
  signUp(details: Credentials & { readonly name: string; readonly invitation?: string }): Promise<void>;
  /**
   * Signs in with another provider. A browser leaves this page for it; a desktop opens the system's browser, and who is
   * signed in arrives with the state of its shell.
   *
   * @param invitation what a new account is made with; a desktop takes its own to the form alone
   * @throws ApiError as `signIn`
   */
  signInWith(provider: string, invitation: string | null): Promise<void>;
  /**
   * Signs in with what a passkey has signed; null where there are none.
   *
   * @throws ApiError as `signIn`
   */
  readonly signInWithPasskey: ((response: object) => Promise<void>) | null;
  /** @throws ApiError as `signIn`; the session may still be alive then */
  signOut(): Promise<void>;

  /** Opens a web page outside the app. */
  openExternal(url: string): void;

  /** Tells when the shell asks for a page; returns the way to stop listening. */
  onOpen(listener: (target: AppTarget) => void): () => void;

  /** Tells when it is worth asking the server again at once, such as after sleep; returns the way to stop listening. */
  onResume(listener: () => void): () => void;

  /** Tells when the shell saw the key that leads to the next part of the window; returns the way to stop listening. */
  onNextPane(listener: (step: 1 | -1) => void): () => void;

  /** What only a desktop has; null in a browser. */
  readonly shell: DesktopShell | null;
}

/** What a person signs in with. */
interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The desktop around the app: tray, shortcut, updates, servers and accounts. */
export interface DesktopShell {
  readonly version: string;
  readonly os: 'mac' | 'windows' | 'linux';
  getState(): Promise<DesktopState>;
  /** Calls the listener on every change; returns the way to stop. */
  onState(listener: (state: DesktopState) => void): () => void;
  /** Has the shell's own menus and notifications speak the app's language. */
  setLanguage(language: Language): Promise<void>;
  updateSettings(settings: Partial<DesktopSettings>): Promise<DesktopState>;
  /** Takes the code that the page in the browser shows. @throws ApiError when it is not the one awaited */
  finishBrowserSignIn(code: string): Promise<void>;
  cancelBrowserSignIn(): Promise<void>;
  /** @throws ApiError with a sentence when the address is not a Parley server this app can talk to */
  chooseServer(url: string | null): Promise<void>;
  /** @param id null shows sign-in, to add an account */
  switchAccount(id: string | null): Promise<void>;
  /** Signs out one account of this computer that is not in use. */
  signOutOf(id: string): Promise<void>;
  /** While a new shortcut is being pressed, the one in use does nothing. */
  recordShortcut(isRecording: boolean): Promise<void>;
  checkForUpdates(): Promise<UpdateState>;
  restartToUpdate(): Promise<void>;
  exportDiagnostics(): Promise<void>;
  openLogFolder(): Promise<void>;
  /** Tells when the app is about to restart, so that what is being written can be kept; returns the way to stop. */
  onFlush(keep: () => void): () => void;
}
