import * as z from 'zod/mini';

/** Seconds before its end at which a token counts as stale, so that it never expires on the way to the server. */
const RENEW_EARLY = 60;

const minted = z.object({ token: z.string() });
const claims = z.object({ exp: z.number(), iat: z.number() });

/** Either a token to send, or the server's refusal to give one. */
export type TokenResult = { readonly token: string } | { readonly refusal: Response };

/** The short-lived token of the signed-in user, held in memory only and renewed before it ends. */
export class AccessToken {
  readonly #mint: () => Promise<Response>;
  readonly #now: () => number;
  #current: { token: string; staleAt: number } | undefined;
  #minting: Promise<TokenResult> | undefined;

  /**
   * @param mint asks the server for a new token
   * @param now milliseconds, from any fixed point
   */
  constructor(mint: () => Promise<Response>, now: () => number = () => performance.now()) {
    this.#mint = mint;
    this.#now = now;
  }

  /**
   * The current token, or a new one; callers that come together share one request.
   *
   * @throws TypeError when nothing answered
   */
  async get(): Promise<TokenResult> {
    if (this.#current && this.#now() < this.#current.staleAt) return { token: this.#current.token };
    this.#minting ??= this.#renew().finally(() => {
      this.#minting = undefined;
    });
    const result = await this.#minting;
    return 'refusal' in result ? { refusal: result.refusal.clone() } : result;
  }

  /**
   * Drops a token, so that the next caller gets a new one.
   *
   * @param refused only this one is dropped: another caller may have renewed it meanwhile; absent, whatever is held
   */
  drop(refused?: string): void {
    if (refused === undefined || this.#current?.token === refused) this.#current = undefined;
  }

  async #renew(): Promise<TokenResult> {
    const response = await this.#mint();
    if (!response.ok) return { refusal: response };
    const { token } = minted.parse(await response.json());
    this.#current = { token, staleAt: this.#now() + (lifetimeOf(token) - RENEW_EARLY) * 1000 };
    return { token };
  }
}

/** Seconds a token lives, from its own two times: the device's clock may be wrong, the difference is not. */
function lifetimeOf(token: string): number {
  const payload = token.split('.')[1] ?? '';
  const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
  const { exp, iat } = claims.parse(JSON.parse(json));
  return exp - iat;
}
