/** What wrong guesses are counted for: an account from one network, an account from anywhere, a network at any account. */
export type Counted = 'pair' | 'account' | 'network';

/** Guesses that cost no pause: what a person gets wrong, what an office does. */
const FREE: Readonly<Record<Counted, number>> = { pair: 4, account: 20, network: 60 };
const LONGEST_PAUSE_SECONDS = 900;
/** Whoever got in from there before is most likely the owner, who has forgotten which password it was. */
const LONGEST_FOR_KNOWN_SECONDS = 60;

/** How long the next guess has to wait after so many wrong ones, in seconds: twice as long each time. */
export function pauseAfter(counted: Counted, failures: number, isKnown: boolean): number {
  const beyond = failures - FREE[counted];
  if (beyond <= 0) return 0;
  const longest = isKnown && counted === 'pair' ? LONGEST_FOR_KNOWN_SECONDS : LONGEST_PAUSE_SECONDS;
  return Math.min(2 ** Math.min(beyond - 1, 30), longest);
}
