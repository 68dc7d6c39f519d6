/** Who asks, how to speak to them and when to stop: all that anything below a route file knows of a request. */
export interface Caller {
  /** The token's subject; every query filters by it. */
  readonly userId: string;
  readonly requestId: string;
  /** One BCP 47 tag, for example `en-GB`. */
  readonly locale: string;
  /** An IANA zone, for example `Europe/Paris`; what "tomorrow" means. */
  readonly timeZone: string;
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal;
}

/** The first language of an `Accept-Language` header, when it is one that `Intl` knows how to write. */
export function parseLocale(header: string | undefined): string | undefined {
  const tag = header?.slice(0, 200).split(/[,;]/)[0]?.trim();
  if (!tag || tag === '*') return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** An IANA zone name as `Intl` spells it; undefined for anything else, offsets included. */
export function parseTimeZone(name: string | undefined): string | undefined {
  if (!name || name.length > 64 || !/^[A-Za-z]/.test(name)) return undefined;
  if (zones.has(name)) return name;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    zones.add(zone);
    return zone;
  } catch {
    return undefined;
  }
}

/** Names that were asked about before, as `Intl` spells them: no more than there are zones. Asking it takes 40 µs. */
const zones = new Set<string>();
