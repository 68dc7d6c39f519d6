/** More are not remembered: the oldest is forgotten. */
const MOST_TOKENS = 10_000;

/** What a token says of its own life, in seconds since 1970. */
interface Life {
  exp: number;
}

/**
 * What verified tokens say, each until it ends: a token never changes, and checking its signature costs as much as all
 * else that is done for a small request.
 */
export class VerifiedTokens<Claims extends Life> {
  readonly #toleranceSeconds: number;
  readonly #claims = new Map<string, Claims>();

  /** @param toleranceSeconds how long a token is taken after its end, in seconds. */
  constructor(toleranceSeconds: number) {
    this.#toleranceSeconds = toleranceSeconds;
  }

  /** @returns what the token says, unless it is not known or over. */
  find(token: string): Claims | undefined {
    const claims = this.#claims.get(token);
    return claims !== undefined && this.#isAlive(claims) ? claims : undefined;
  }

  remember(token: string, claims: Claims): void {
    // All live equally long, so those that are over are the first.
    for (const [oldest, known] of this.#claims) {
      if (this.#isAlive(known) && this.#claims.size < MOST_TOKENS) break;
      this.#claims.delete(oldest);
    }
    this.#claims.set(token, claims);
  }

  #isAlive({ exp }: Claims): boolean {
    return Date.now() / 1000 < exp + this.#toleranceSeconds;
  }
}
