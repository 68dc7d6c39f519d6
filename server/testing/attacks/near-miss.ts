/** What a pattern may be made of, as far as making texts for it needs to know. */
type Part =
  | { kind: 'text'; choices: readonly string[] }
  | { kind: 'group'; ways: readonly Part[][] }
  | { kind: 'repeat'; part: Part; isEndless: boolean; least: number };

/**
 * Writes a text that begins as a pattern wants, repeats what may be repeated without end, and then ends otherwise: what a
 * pattern takes longest for, if it takes long for anything.
 *
 * @param random gives numbers from 0 to 1
 * @param length about how long the text shall be
 */
export function writeNearMiss(source: string, random: () => number, length: number): string {
  return new NearMiss(random, length).write(new PatternReader(source).readWays());
}

class NearMiss {
  readonly #random: () => number;
  readonly #length: number;
  #isPumped = false;

  constructor(random: () => number, length: number) {
    this.#random = random;
    this.#length = length;
  }

  write(ways: readonly Part[][]): string {
    const text = this.#writeWay(ways);
    const whole = this.#isPumped || text === '' ? text : text.repeat(Math.ceil(this.#length / text.length));
    return whole + this.#pick(['\u0001', '', ' x', '\n', '0', '"']);
  }

  #pick<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[Math.floor(this.#random() * values.length)] ?? values[0];
  }

  #writeWay(ways: readonly Part[][]): string {
    let text = '';
    for (const part of ways[Math.floor(this.#random() * ways.length)] ?? []) {
      // What is behind the repetition only matters when it is nearly there.
      if (this.#isPumped && this.#random() < 0.5) break;
      text += this.#writePart(part);
    }
    return text;
  }

  #writePart(part: Part): string {
    if (part.kind === 'text') return part.choices[Math.floor(this.#random() * part.choices.length)] ?? '';
    if (part.kind === 'group') return this.#writeWay(part.ways);
    const { least, isEndless } = part;
    if (isEndless && !this.#isPumped && this.#random() < 0.5) {
      const inner = Array.from({ length: this.#pick([1, 1, 2, 3]) }, () => this.#writePart(part.part)).join('');
      if (inner !== '' && !this.#isPumped) {
        this.#isPumped = true;
        return inner.repeat(Math.ceil(this.#length / inner.length));
      }
      return inner;
    }
    return Array.from({ length: least + (this.#random() < 0.5 ? 1 : 0) }, () => this.#writePart(part.part)).join('');
  }
}

const CLASSES: Readonly<Record<string, readonly string[]>> = {
  d: ['1'],
  s: [' ', '\n', '\u00a0'],
  w: ['a'],
  S: ['x'],
  D: ['x'],
  W: ['-'],
  b: [''],
  B: [''],
  n: ['\n'],
  t: ['\t'],
  r: ['\r'],
};

/** Reads a pattern; what stands ahead of or behind a place takes no room and is left out. */
class PatternReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  readWays(): Part[][] {
    const ways: Part[][] = [[]];
    for (; this.#at < this.#source.length && this.#source[this.#at] !== ')';) {
      if (this.#take('|')) ways.push([]);
      else ways.at(-1)?.push(this.#readRepeat(this.#readPart()));
    }
    return ways;
  }

  #take(text: string): boolean {
    const isThere = this.#source.startsWith(text, this.#at);
    if (isThere) this.#at += text.length;
    return isThere;
  }

  #readPart(): Part {
    if (this.#take('(')) {
      const isAhead = ['?=', '?!', '?<=', '?<!'].some((mark) => this.#take(mark));
      if (!isAhead && !this.#take('?:')) this.#skip(/\?<\w+>/uy);
      const ways = this.readWays();
      this.#at += 1;
      return isAhead ? { kind: 'text', choices: [''] } : { kind: 'group', ways };
    }
    if (this.#take('[')) return { kind: 'text', choices: this.#readClass() };
    return { kind: 'text', choices: this.#readLetter({ isInClass: false }) };
  }

  #readClass(): string[] {
    const isOther = this.#take('^');
    const choices: string[] = [];
    while (this.#at < this.#source.length && !this.#take(']')) choices.push(...this.#readLetter({ isInClass: true }));
    return isOther ? ['q', '日'].filter((letter) => !choices.includes(letter)) : choices;
  }

  #readLetter({ isInClass }: { isInClass: boolean }): readonly string[] {
    if (!this.#take('\\')) {
      const letter = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 32);
      this.#at += letter.length;
      if (isInClass) return [letter];
      return letter === '.' ? ['x', ' '] : letter === '^' || letter === '$' ? [''] : [letter];
    }
    const code = this.#skip(/u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})/iuy);
    if (code) return [String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '20', 16))];
    const named = this.#skip(/[pP]\{([^}]*)\}/uy);
    if (named) return named[1] === 'N' || named[1] === 'Nd' ? ['7'] : named[1] === 'M' ? ['\u0301'] : ['a', 'é', 'я'];
    const letter = this.#source[this.#at] ?? ' ';
    this.#at += 1;
    return CLASSES[letter] ?? (/\d/u.test(letter) ? [''] : [letter]);
  }

  #readRepeat(part: Part): Part {
    const often = this.#skip(/([*+?])|\{(\d+)(,?)(\d*)\}/uy);
    if (!often) return part;
    this.#take('?');
    const [, sign, least, comma, most] = often;
    const isEndless = sign === '*' || sign === '+' || (comma === ',' && (most === '' || Number(most) > 20));
    return { kind: 'repeat', part, isEndless, least: sign === '+' ? 1 : Number(least ?? 0) };
  }

  #skip(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source) ?? undefined;
    if (found) this.#at += found[0].length;
    return found;
  }
}
