import { lookUp } from '../protocol/json-fields.ts';

/** The schemes a link in Markdown may have. */
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'chatkit-link:']);

/** The address of a link when it is safe to follow, or null: scripts, files, custom schemes and relative addresses are not. */
export function safeHref(href: string): string | null {
  try {
    const url = new URL(decodeEntities(href).trim());
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Whether an image in Markdown may be requested. An image is a way to send data out, so without a list only
 * embedded ones are shown.
 *
 * @param domains the hosts the server allows; a host's subdomains count as the host.
 */
export function isImageAllowed(src: string, domains: readonly string[] | undefined): boolean {
  if (/^data:image\/(png|jpeg|gif|webp);/i.test(src)) return true;
  if (!domains) return false;
  try {
    const { protocol, hostname } = new URL(src);
    if (protocol !== 'https:' && protocol !== 'http:') return false;
    return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
  } catch {
    return false;
  }
}

/** What `chatkit-link://NAME?key=value` asks the host page for. Path segments join the name. */
export function parseDeepLink(href: string): { name: string; data: Record<string, string> } | null {
  const match = /^chatkit-link:\/\/([^?#]*)(?:\?([^#]*))?/i.exec(href);
  if (!match) return null;
  const path = (match[1] ?? '').replace(/\/$/, '');
  const name = /%(?![\da-f]{2})/i.test(path) ? path : decodeURIComponent(path);
  return { name, data: Object.fromEntries(new URLSearchParams(match[2] ?? '')) };
}

/** Text with the entities people write in Markdown turned into their characters. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, (entity, hex, decimal, name: string) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    if (hex || decimal) return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
    return lookUp(NAMED, name.toLowerCase()) ?? entity;
  });
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  copy: '©',
  reg: '®',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  rarr: '→',
  larr: '←',
};
