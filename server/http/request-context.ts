/** Who asks, how to speak to them and when to stop: all that anything below a route file knows of a request. */
export interface ChatContext {
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
