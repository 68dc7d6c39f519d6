/**
 * Whether a word is a misspelling of a name: the same first letter, and one letter missing, added, changed or swapped
 * (two in names of eight letters or more).
 */
export function isMisspelling(word: string, name: string): boolean {
  const allowed = name.length >= 8 ? 2 : 1;
  if (word.charAt(0) !== name.charAt(0) || Math.abs(word.length - name.length) > allowed) return false;
  return editDistance(word, name) <= allowed;
}

function editDistance(word: string, name: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (let row = 1; row <= word.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= name.length; column += 1) {
      const cost = word[row - 1] === name[column - 1] ? 0 : 1;
      const steps = [(previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + cost];
      const isSwap = word[row - 1] === name[column - 2] && word[row - 2] === name[column - 1];
      if (isSwap && row > 1 && column > 1) steps.push((beforePrevious[column - 2] ?? 0) + 1);
      current.push(Math.min(...steps));
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[name.length] ?? 0;
}
