import { z } from 'zod';
import { datePreview } from './date-preview.ts';
import { MAX_PREVIEWED } from './preview-marks.ts';
import { SPOKEN_LANGUAGES } from './spoken-language.ts';

/** Somebody signed in on one server; the account in use is the one the app shows. */
export const desktopAccount = z.strictObject({
  id: z.string().max(64).describe('names the account on this computer'),
  userId: z.string().max(128).describe('the `:userId` of API paths'),
  name: z.string().max(200),
  email: z.string().max(320),
  server: z.string().max(2048).describe('origin of the server, such as https://parley.example'),
});

/** A shortcut for the whole system; one without Control, Alt or Command would take a key that people type with. */
const ACCELERATOR =
  /^(?=.*(?:Control|Alt|Command|Super)\+)(?:(?:CommandOrControl|Control|Alt|Shift|Command|Super)\+)+[^+]{1,16}$|^(?:Shift\+)?F(?:1[3-9]|2[0-4])$/;

/** What a person can set in the desktop app; kept in one file in the profile directory. */
export const desktopSettings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  quickAddShortcut: z
    .string()
    .max(64)
    .regex(ACCELERATOR)
    .nullable()
    .describe('an Electron accelerator; null switches it off'),
  notifications: z.boolean(),
  hideNotificationContent: z.boolean(),
  notificationsPausedUntil: z.iso.datetime().nullable(),
  closeToTray: z.boolean(),
  launchAtLogin: z.boolean(),
  showInDock: z.boolean().describe('macOS only'),
  hardwareAcceleration: z.boolean().describe('takes effect at the next start'),
  updateChannel: z.enum(['latest', 'beta']),
  spellCheckLanguages: z.array(z.string().max(16)).max(8).describe('empty checks no spelling'),
  keepSessionWithoutKeyring: z.boolean().describe('agreed to keep the session where the system has no keyring'),
});

const field = desktopSettings.shape;

/** Some of the settings: what is being changed, or what a profile says differently from the defaults. */
export const changedSettings = z.strictObject({
  theme: field.theme.exactOptional(),
  quickAddShortcut: field.quickAddShortcut.exactOptional(),
  notifications: field.notifications.exactOptional(),
  hideNotificationContent: field.hideNotificationContent.exactOptional(),
  notificationsPausedUntil: field.notificationsPausedUntil.exactOptional(),
  closeToTray: field.closeToTray.exactOptional(),
  launchAtLogin: field.launchAtLogin.exactOptional(),
  showInDock: field.showInDock.exactOptional(),
  hardwareAcceleration: field.hardwareAcceleration.exactOptional(),
  updateChannel: field.updateChannel.exactOptional(),
  spellCheckLanguages: field.spellCheckLanguages.exactOptional(),
  keepSessionWithoutKeyring: field.keepSessionWithoutKeyring.exactOptional(),
} satisfies Record<keyof typeof field, z.ZodType>);

/** Where the updater stands, in the words the settings page and the tray show. */
export const updateState = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('off'),
    reason: z.enum(['development', 'switched_off', 'portable', 'store', 'read_only']),
  }),
  z.strictObject({
    status: z.literal('idle'),
    version: z.string().max(64).describe('the one that runs'),
    checkedAt: z.iso.datetime().nullable().describe('null before the first look'),
  }),
  z.strictObject({ status: z.literal('checking') }),
  z.strictObject({ status: z.literal('downloading'), version: z.string().max(64), percent: z.number() }),
  z.strictObject({ status: z.literal('ready'), version: z.string().max(64) }),
  z.strictObject({ status: z.literal('failed'), reason: z.enum(['unreachable', 'refused', 'no_room']) }),
  z
    .strictObject({ status: z.literal('unsupported'), version: z.string().max(64), minimum: z.string().max(32) })
    .describe('there is a newer version, which needs a newer system'),
]);

/** Where a sign-in in the system's browser stands. */
export const browserSignInState = z.enum(['idle', 'waiting', 'finishing', 'failed', 'expired']);

/** Everything the page may know about the app around it; it never holds a token. */
export const desktopState = z.strictObject({
  account: desktopAccount.nullable().describe('null while signed out'),
  accounts: z.array(desktopAccount).max(20),
  server: z.strictObject({ url: z.string().max(2048), isDefault: z.boolean() }),
  connection: z.enum(['online', 'offline', 'server_away']),
  browserSignIn: browserSignInState,
  sessionStorage: z.enum(['keyring', 'memory', 'plain']).describe('memory: signing in is needed after quitting'),
  shortcut: z.enum(['registered', 'taken', 'unavailable', 'off']),
  loginItem: z.enum(['on', 'off', 'requires_approval', 'unavailable']),
  asksAboutLogin: z.boolean().describe('whether to ask, once, if Parley should open at login'),
  update: updateState,
  queuedQuickAdds: z.int(),
  spellCheckLanguages: z.array(z.string().max(16)).max(200).describe('to choose from; empty where the system decides'),
  settings: desktopSettings,
});

/** What the desktop app asks the page to show. */
export const desktopTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dashboard') }),
  z.strictObject({ kind: z.literal('settings') }),
  z.strictObject({ kind: z.literal('task'), id: z.int().positive() }),
  z.strictObject({ kind: z.literal('chat'), id: z.string().max(64).nullable().describe('null opens a new chat') }),
  z.strictObject({ kind: z.literal('add'), text: z.string().max(4000).describe('prefilled, never sent') }),
]);

/** What the main process tells the main window's page. */
export const desktopEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('state'), state: desktopState }),
  z
    .strictObject({ type: z.literal('resumed') })
    .describe('the computer woke up, the server is back, or tray or quick add changed something'),
  z.strictObject({ type: z.literal('flush') }).describe('the app is about to restart: keep what is being written'),
  z
    .strictObject({ type: z.literal('next_pane'), step: z.union([z.literal(1), z.literal(-1)]) })
    .describe('F6 was pressed, wherever in the window the focus is'),
]);

const isDone = z.boolean().describe('the receipt is of a change; false for an answer, a question or a note that waits');

/** What the main process tells the quick-add page. */
export const quickAddEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('shown'),
    signedIn: z.boolean(),
    queued: z.int(),
    language: z.enum(SPOKEN_LANGUAGES).describe('the one the app’s pages speak'),
  }),
  z.strictObject({ type: z.literal('sent'), receipt: z.string().max(2000), isDone }),
  z.strictObject({
    type: z.literal('text'),
    text: z.string().max(4000).describe('to go on with; never sent by itself'),
    problem: z.string().max(500).nullable().describe('why it comes back; null when a link brought it'),
  }),
  z.strictObject({ type: z.literal('forget') }).describe('the account it was typed for is not in use any more'),
]);

const failure = z.strictObject({ ok: z.literal(false), code: z.string().max(64), message: z.string().max(500) });
const nothing = z.strictObject({});
const accountResult = z.union([z.strictObject({ ok: z.literal(true), account: desktopAccount }), failure]);
const plainResult = z.union([z.strictObject({ ok: z.literal(true) }), failure]);
const email = z.string().min(3).max(320);
const password = z.string().min(1).max(256);

/** Every channel of the app: who may call it, what goes in and what comes out. Nothing else crosses the bridge. */
export const channels = {
  getState: { from: 'main', input: nothing, output: desktopState },
  signIn: { from: 'main', input: z.strictObject({ email, password }), output: accountResult },
  signUp: {
    from: 'main',
    input: z.strictObject({
      name: z.string().min(1).max(200),
      email,
      password,
      invitation: z.string().max(100).optional(),
    }),
    output: accountResult,
  },
  signInWithBrowser: {
    from: 'main',
    input: z.strictObject({ provider: z.string().regex(/^[a-z0-9-]{1,32}$/) }),
    output: plainResult,
  },
  finishBrowserSignIn: {
    from: 'main',
    input: z.strictObject({ code: z.string().min(1).max(1024).describe('as the page in the browser shows it') }),
    output: accountResult,
  },
  cancelBrowserSignIn: { from: 'main', input: nothing, output: nothing },
  signOut: {
    from: 'main',
    input: z.strictObject({ id: z.string().max(64).exactOptional().describe('the account in use, when absent') }),
    output: nothing,
  },
  chooseServer: {
    from: 'main',
    input: z.strictObject({ url: z.string().max(2048).nullable().describe('null returns to the built-in server') }),
    output: z.union([z.strictObject({ ok: z.literal(true), url: z.string(), version: z.string() }), failure]),
  },
  switchAccount: {
    from: 'main',
    input: z.strictObject({ id: z.string().max(64).nullable().describe('null shows sign-in to add an account') }),
    output: plainResult,
  },
  updateSettings: { from: 'main', input: changedSettings, output: desktopState },
  recordShortcut: { from: 'main', input: z.strictObject({ isRecording: z.boolean() }), output: nothing },
  setLanguage: {
    from: 'main',
    input: z.strictObject({ language: z.enum(SPOKEN_LANGUAGES).describe('the one the page speaks') }),
    output: nothing,
  },
  checkForUpdates: { from: 'main', input: nothing, output: updateState },
  restartToUpdate: { from: 'main', input: nothing, output: plainResult },
  exportDiagnostics: { from: 'main', input: nothing, output: plainResult },
  openLogFolder: { from: 'main', input: nothing, output: nothing },
  flushed: { from: 'main', input: nothing, output: nothing },
  recover: {
    from: 'main',
    input: z.strictObject({ choice: z.enum(['reload', 'quit', 'copy']) }),
    output: nothing,
  },
  ready: { from: 'main', input: nothing, output: nothing },
  submitQuickAdd: {
    from: 'quickAdd',
    input: z.strictObject({ text: z.string().min(1).max(4000), draftId: z.uuid() }),
    output: z.union([
      z.strictObject({
        ok: z.literal(true),
        outcome: z.enum(['sent', 'queued']),
        receipt: z.string().max(2000),
        isDone,
      }),
      failure,
    ]),
  },
  previewDates: {
    from: 'quickAdd',
    input: z.strictObject({ text: z.string().min(1).max(MAX_PREVIEWED) }),
    output: z.strictObject({ preview: z.union([datePreview, z.null()]).describe('null shows nothing') }),
  },
  hideQuickAdd: { from: 'quickAdd', input: nothing, output: nothing },
  resizeQuickAdd: {
    from: 'quickAdd',
    input: z.strictObject({ height: z.int().min(1).max(2000).describe('what the page needs, in its own pixels') }),
    output: nothing,
  },
} as const;

/** The names of the channels. `ready` says that the page listens to what it is asked to open, so that nothing is lost. */
export type ChannelName = keyof typeof channels;
export type ChannelInput<Name extends ChannelName> = z.infer<(typeof channels)[Name]['input']>;
export type ChannelOutput<Name extends ChannelName> = z.infer<(typeof channels)[Name]['output']>;

export type DesktopAccount = z.infer<typeof desktopAccount>;
export type DesktopSettings = z.infer<typeof desktopSettings>;
export type ChangedSettings = z.infer<typeof changedSettings>;
export type DesktopState = z.infer<typeof desktopState>;
export type DesktopTarget = z.infer<typeof desktopTarget>;
export type DesktopEvent = z.infer<typeof desktopEvent>;
export type QuickAddEvent = z.infer<typeof quickAddEvent>;
export type BrowserSignInState = z.infer<typeof browserSignInState>;
export type UpdateState = z.infer<typeof updateState>;

/**
 * `window.parley` in the app's page: a public API as far as safety goes, since the hosted chat's script runs in the same
 * page. Constants are plain values, every function returns a promise, and a promise that rejects carries only a code.
 */
export interface ParleyBridge {
  readonly appVersion: string;
  readonly os: 'mac' | 'windows' | 'linux';
  getState(): Promise<DesktopState>;
  signIn(input: ChannelInput<'signIn'>): Promise<ChannelOutput<'signIn'>>;
  signUp(input: ChannelInput<'signUp'>): Promise<ChannelOutput<'signUp'>>;
  /** Opens the system browser; the account arrives as a `state` event. */
  signInWithBrowser(input: ChannelInput<'signInWithBrowser'>): Promise<ChannelOutput<'signInWithBrowser'>>;
  /** For systems where the browser's link does not reach the app: takes the code that its page shows. */
  finishBrowserSignIn(input: ChannelInput<'finishBrowserSignIn'>): Promise<ChannelOutput<'finishBrowserSignIn'>>;
  cancelBrowserSignIn(): Promise<Record<string, never>>;
  signOut(input?: ChannelInput<'signOut'>): Promise<Record<string, never>>;
  /** Checks that the address is a Parley server this app can talk to, then uses it. */
  chooseServer(input: ChannelInput<'chooseServer'>): Promise<ChannelOutput<'chooseServer'>>;
  switchAccount(input: ChannelInput<'switchAccount'>): Promise<ChannelOutput<'switchAccount'>>;
  updateSettings(input: ChannelInput<'updateSettings'>): Promise<DesktopState>;
  /** While a new shortcut is being pressed, the one in use does nothing. */
  recordShortcut(input: ChannelInput<'recordShortcut'>): Promise<Record<string, never>>;
  /** Has menus, notifications and dialogs speak the page's language. */
  setLanguage(input: ChannelInput<'setLanguage'>): Promise<Record<string, never>>;
  checkForUpdates(): Promise<UpdateState>;
  restartToUpdate(): Promise<ChannelOutput<'restartToUpdate'>>;
  /** Asks where to save a zip of redacted logs and versions. */
  exportDiagnostics(): Promise<ChannelOutput<'exportDiagnostics'>>;
  openLogFolder(): Promise<Record<string, never>>;
  /** Answers the `flush` event: what was being written is kept. */
  flushed(): Promise<Record<string, never>>;
  /** Does what was chosen on the page that comes after a second crash; on any other page nothing. */
  recover(input: ChannelInput<'recover'>): Promise<Record<string, never>>;
  /** Calls the listener for every event until the returned function is called. */
  onEvent(listener: (event: DesktopEvent) => void): Promise<() => Promise<void>>;
  /** Calls the listener with what links, the tray and notifications open; what came before it listened comes at once. */
  onOpen(listener: (target: DesktopTarget) => void): Promise<() => Promise<void>>;
}

/** `window.parleyQuickAdd` in the quick-add page. */
export interface QuickAddBridge {
  submit(input: ChannelInput<'submitQuickAdd'>): Promise<ChannelOutput<'submitQuickAdd'>>;
  /** What is read of dates in a text while it is typed; a later call gives up on the one before. */
  previewDates(input: ChannelInput<'previewDates'>): Promise<ChannelOutput<'previewDates'>>;
  hide(): Promise<Record<string, never>>;
  /** Makes the window as high as the page is. */
  resize(input: ChannelInput<'resizeQuickAdd'>): Promise<Record<string, never>>;
  onEvent(listener: (event: QuickAddEvent) => void): Promise<() => Promise<void>>;
}
