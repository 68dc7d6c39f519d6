import type { Phrases } from './phrases.ts';

/** Why something was not done, in a sentence: of dates in the language of the phrases, else the sentence of the failure. */
export function tellFailure({ code, message }: { code?: string; message: string }, { invalidDate }: Phrases): string {
  return code === 'invalid_date' && invalidDate !== null ? invalidDate : message;
}
