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
  if (url.protocol === 'https:' || url.protocol === 'mailto:') return { kind: 'open', href: url.href };
  return url.protocol === 'http:' ? { kind: 'ask', href: url.href } : { kind: 'refuse' };
}

/** Writes an address so that nobody is fooled: punycode host first, direction controls made visible. */
export function describeLink(href: string): string {
  const visible = href.replaceAll(DIRECTION_CONTROLS, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
  return `${new URL(href).host}\n\n${visible}`;
}

/** Opens links in the system's own programs. */
export type ExternalLinks = (address: string) => Promise<void>;

/**
 * Creates the only gateway to `shell.openExternal`.
 *
 * @param ask shows the address and resolves to whether to open it
 */
export function createExternalLinks(deps: {
  open: (href: string) => Promise<void>;
  ask: (description: string) => Promise<boolean>;
  onRefused: () => void;
  now?: () => number;
}): ExternalLinks {
  const now = deps.now ?? Date.now;
  let recent: number[] = [];
  return async (address) => {
    const decision = decideExternalLink(address);
    if (decision.kind === 'refuse') return deps.onRefused();
    recent = recent.filter((at) => now() - at < MINUTE_MS);
    const isMany = recent.length >= OPENS_PER_MINUTE;
    recent.push(now());
    if ((decision.kind === 'ask' || isMany) && !(await deps.ask(describeLink(decision.href)))) return;
    await deps.open(decision.href);
  };
}
