import { foldText, placesOf } from './fold-text.ts';

/** The names under which the style sheet knows what is marked. */
const ALL = 'chat-match';
const CURRENT = 'chat-match-current';

/**
 * Marks the words wherever they are drawn, without touching what is drawn.
 *
 * @returns the place of the current one, when it is drawn.
 */
export function markMatches(list: Element, query: string, current: { row: Element; nth: number } | null): Range | null {
  const words = foldText(query.trim()).text;
  const ranges = [...list.querySelectorAll('[data-turn]')].map((row) => ({ row, found: rangesIn(row, words) }));
  const here = ranges.find(({ row }) => row === current?.row)?.found ?? [];
  const range = here[Math.min(current?.nth ?? 0, here.length - 1)] ?? null;
  CSS.highlights.set(ALL, new Highlight(...ranges.flatMap(({ found }) => found)));
  CSS.highlights.set(CURRENT, Object.assign(new Highlight(...(range ? [range] : [])), { priority: 1 }));
  return range;
}

/** Takes all marks away. */
export function unmarkMatches(): void {
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}

/** Where the words are drawn in a turn, also when part of them is bold; never from one paragraph into the next. */
function rangesIn(row: Element, words: string): Range[] {
  const pieces: { node: Text; at: number }[] = [];
  let text = '';
  let block: Element | null = null;
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest(UNSAID)) continue;
    const around: Element | null = node.parentElement?.closest(BLOCKS) ?? null;
    if (around !== block) text += '\n';
    block = around;
    pieces.push({ node, at: text.length });
    text += node.data;
  }
  const { text: folded, places } = foldText(text);
  return placesOf(words, folded).flatMap((place) => {
    const start = endIn(pieces, places[place] ?? 0);
    const end = endIn(pieces, places[place + words.length - 1] ?? 0);
    if (!start || !end) return [];
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, Math.min(end.offset + 1, end.node.length));
    return [range];
  });
}

function endIn(pieces: readonly { node: Text; at: number }[], place: number): { node: Text; offset: number } | null {
  const piece = pieces.findLast(({ at }) => at <= place);
  return piece && place - piece.at <= piece.node.length ? { node: piece.node, offset: place - piece.at } : null;
}

const BLOCKS = 'p, li, td, th, h1, h2, h3, h4, h5, h6, pre, dt, dd, div';
/** What is drawn for the hands and for screen readers is nothing that was said. */
const UNSAID = '.turn-actions, .visually-hidden, [hidden]';
