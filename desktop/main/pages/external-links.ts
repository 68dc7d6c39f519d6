const MAX_LENGTH = 2048;
const OPENS_PER_MINUTE = 5;
const MINUTE_MS = 60_000;
const CONTROL_SPACE_OR_BACKSLASH = /[\p{Cc} \\]/u;
const DIRECTION_CONTROLS = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What may happen with a link that leads out of the app. */
export type LinkDecision = { kind: 'open'; href: string } | { kind: 'ask'; href: string } | { kind: 'refuse' };

/**
 * Decides about an address from a page: https and mail open, plain http is asked about, everything else is refused.
 *
 * @returns the address as the URL parser writes it, which is what gets opened
 */
export function decideExternalLink(address: string): LinkDecision {
  if (address.length > MAX_LENGTH || CONTROL_SPACE_OR_BACKSLASH.test(address)) return { kind: 'refuse' };
  const url = URL.parse(address);
  if (!url || url.username !== '' || url.password !== '') return { kind: 'refuse' };
  // Some mail programs attach the file a link names.
  if (url.protocol === 'mailto:' && [...url.searchParams.keys()].some(isAttachment)) return { kind: 'refuse' };
  if (url.protocol === 'https:' || url.protocol === 'mailto:') return { kind: 'open', href: url.href };
  return url.protocol === 'http:' ? { kind: 'ask', href: url.href } : { kind: 'refuse' };
}

/** Writes an address so that nobody is fooled: punycode host or mailbox first, direction controls made visible. */
export function describeLink(href: string): string {
  const { host, pathname } = new URL(href);
  return `${visible(host === '' ? pathname : host)}\n\n${visible(href)}`;
}

/**
 * Opens links in the system's own programs.
 *
 * @param hasGesture whether a click or a key led to it; each of those opens one link unasked
 */
export type ExternalLinks = (address: string, hasGesture: boolean) => Promise<void>;

/**
 * Creates the only gateway to `shell.openExternal`.
 *
 * @param deps.ask shows the address and resolves to whether to open it; one question at a time, the rest is dropped
 */
export function createExternalLinks(deps: {
  open: (href: string) => Promise<void>;
  ask: (description: string) => Promise<boolean>;
  onRefused: () => void;
  onFailed: (error: unknown) => void;
  now?: () => number;
}): ExternalLinks {
  const now = deps.now ?? Date.now;
  let recent: number[] = [];
  let isAsking = false;
  let quietUntil = 0;
  const mayOpen = async (href: string, hasGesture: boolean): Promise<boolean> => {
    // A page that opens links by itself gets one question, and after a no none for a while.
    if (isAsking || (!hasGesture && now() < quietUntil)) return false;
    isAsking = true;
    const isWanted = await deps.ask(describeLink(href)).finally(() => {
      isAsking = false;
    });
    quietUntil = isWanted ? 0 : now() + MINUTE_MS;
    return isWanted;
  };
  return async (address, hasGesture) => {
    const decision = decideExternalLink(address);
    if (decision.kind === 'refuse') return deps.onRefused();
    recent = recent.filter((at) => now() - at < MINUTE_MS);
    const isQuestion = decision.kind === 'ask' || !hasGesture || recent.length >= OPENS_PER_MINUTE;
    if (isQuestion && !(await mayOpen(decision.href, hasGesture))) return deps.onRefused();
    recent.push(now());
    await deps.open(decision.href).catch(deps.onFailed);
  };
}

function isAttachment(header: string): boolean {
  return header.trim().toLowerCase().startsWith('attach');
}

function visible(text: string): string {
  return text.replaceAll(
    DIRECTION_CONTROLS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
