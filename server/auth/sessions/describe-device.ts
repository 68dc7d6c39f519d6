/** What a session was opened with, as far as its user agent says: names of products, which are the same in all languages. */
export interface Device {
  kind: 'desktop_app' | 'browser' | 'other';
  /** "Firefox", "Parley", "curl"; null when nothing is known. */
  name: string | null;
  /** "Windows", "iPhone"; null when nothing is known. */
  system: string | null;
}

/** The first that fits is it: most browsers call themselves what others are, too. */
const SYSTEMS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac(?:intosh| OS X)\b|\bDarwin\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
];
const BROWSERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bO(?:PR|pera)\b/],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Headless)?Chrome\/|\bCriOS\//],
  ['Safari', /\bVersion\/[\d.]+ .*\bSafari\//],
];
const APP = /\bParley\/|\bElectron\//i;
/** Programs that are no browser say who they are first: `curl/8.5.0`. */
const PROGRAM = /^([A-Za-z][\w.-]{0,30})(?:\/|$)/;

/** Reads the header `User-Agent`, which may be anything. */
export function describeDevice(userAgent: string): Device {
  const system = firstOf(SYSTEMS, userAgent);
  if (APP.test(userAgent)) return { kind: 'desktop_app', name: 'Parley', system };
  const browser =
    userAgent.startsWith('Mozilla/') || userAgent.startsWith('Opera/') ? firstOf(BROWSERS, userAgent) : null;
  if (browser !== null) return { kind: 'browser', name: browser, system };
  const program = PROGRAM.exec(userAgent)?.[1] ?? null;
  return { kind: 'other', name: program === 'Mozilla' ? null : program, system };
}

function firstOf(names: readonly (readonly [string, RegExp])[], userAgent: string): string | null {
  return names.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null;
}
