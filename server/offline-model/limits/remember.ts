/**
 * Keeps what a costly reading came to, for the few texts it was last asked about: of one message the same words are looked
 * at for several reasons. The reading must depend on nothing but its arguments.
 */
export function remember<Result>(
  read: (text: string, language: string) => Result,
): (text: string, language: string) => Result {
  const known = new Map<string, { result: Result }>();
  return (text, language) => {
    if (text.length > LONGEST_KEPT) return read(text, language);
    const key = `${language} ${text}`;
    const found = known.get(key) ?? { result: read(text, language) };
    known.set(key, found);
    for (const [oldest] of known) {
      if (known.size <= MOST_KEPT) break;
      known.delete(oldest);
    }
    return found.result;
  };
}

const MOST_KEPT = 50;
const LONGEST_KEPT = 1_500;
