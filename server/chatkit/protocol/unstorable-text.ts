const MAX_DEPTH = 64;

/**
 * What makes a JSON value impossible to store, in words, or null. PostgreSQL takes neither NUL nor half a surrogate
 * pair, and nesting without end exhausts the stack of whoever walks it.
 */
export function findUnstorableText(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return findUnstorableCharacter(value);
  if (typeof value !== 'object' || value === null) return null;
  if (depth === MAX_DEPTH) return 'is nested too deeply';
  for (const [key, member] of Object.entries(value)) {
    const problem = findUnstorableCharacter(key) ?? findUnstorableText(member, depth + 1);
    if (problem) return problem;
  }
  return null;
}

function findUnstorableCharacter(text: string): string | null {
  if (text.includes('\0')) return 'contains a NUL character';
  return text.isWellFormed() ? null : 'contains half of a surrogate pair';
}
