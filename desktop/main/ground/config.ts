import { z } from 'zod';

declare const DEFAULT_SERVER: string | undefined;
declare const IS_SIGNED_BUILD: boolean | undefined;

/** The names under which a computer reaches itself. */
export const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** An origin the app may talk to: https, or http that never leaves this computer. */
export const serverOrigin = z.string().transform((text, context) => {
  const url = URL.parse(text.trim());
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url && isSafe && !url.username && !url.password) return url.origin;
  context.addIssue({ code: 'custom', message: 'must be an https address, or http on this computer' });
  return z.NEVER;
});

const environment = z.object({
  PARLEY_SERVER: serverOrigin.default(() => serverOrigin.parse(builtInServer())),
  PARLEY_PROFILE_DIR: z.string().min(1).optional(),
  PARLEY_DISABLE_UPDATES: z.stringbool().default(false),
  APPIMAGE: z.string().optional(),
  PORTABLE_EXECUTABLE_DIR: z.string().optional(),
  XDG_SESSION_TYPE: z.string().optional(),
  WAYLAND_DISPLAY: z.string().optional(),
  ELECTRON_RENDERER_URL: z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost)$/ }).optional(),
});

/** What the environment decides about the desktop app. */
export interface DesktopConfig {
  defaultServer: string;
  /** Overrides where the profile (settings, session, logs) is kept. */
  profileDirectory: string | undefined;
  updatesDisabled: boolean;
  /** Set by the AppImage runtime: the file the app runs from. */
  appImage: string | undefined;
  /** A Linux session in which windows do not hear keys pressed elsewhere, XWayland's no more than others. */
  isWayland: boolean;
  /** Set by the portable Windows launcher. */
  portableDirectory: string | undefined;
  /** The page's development server with hot reload; never set in a packaged app. */
  devServer: string | undefined;
  /** Whether this build is one that gets signed, which some systems tie permissions and icons to. */
  isSignedBuild: boolean;
}

/**
 * Reads the environment once, before anything else.
 *
 * @throws Error that names every bad variable and prints no value
 */
export function readConfig(
  isPackaged: boolean,
  variables: Record<string, string | undefined> = process.env,
): DesktopConfig {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Parley cannot start with these settings. ${names.join('; ')}`);
  }
  return {
    defaultServer: parsed.data.PARLEY_SERVER,
    profileDirectory: parsed.data.PARLEY_PROFILE_DIR,
    updatesDisabled: parsed.data.PARLEY_DISABLE_UPDATES,
    appImage: parsed.data.APPIMAGE,
    isWayland: isWaylandSession(parsed.data),
    portableDirectory: parsed.data.PORTABLE_EXECUTABLE_DIR,
    devServer: isPackaged ? undefined : parsed.data.ELECTRON_RENDERER_URL,
    isSignedBuild: isPackaged && typeof IS_SIGNED_BUILD === 'boolean' && IS_SIGNED_BUILD,
  };
}

function builtInServer(): string {
  return typeof DEFAULT_SERVER === 'string' ? DEFAULT_SERVER : 'http://127.0.0.1:8787';
}

function isWaylandSession({ XDG_SESSION_TYPE: type, WAYLAND_DISPLAY: display }: z.infer<typeof environment>): boolean {
  return type === 'wayland' || (type !== 'x11' && display !== undefined && display !== '');
}
