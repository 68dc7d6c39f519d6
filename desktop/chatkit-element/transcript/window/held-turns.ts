import type { Turn } from '../../thread/group-turns.ts';
import { selectedRange } from '../../ui/selected-range.ts';

/** As many turns that somebody changed something in stay as they are. */
const MOST_TOUCHED = 20;
/** A selection over more turns than this gives its far end up. */
const MOST_SELECTED = 40;

/** The turns that stay drawn wherever the reader goes: with the focus, with the selection, and with what was opened or typed. */
export class HeldTurns {
  #touched: readonly string[] = [];

  /** Holds the turn around an element from now on: a field in it may be filled, a list in it unfolded. */
  touch = (target: EventTarget): void => {
    const key = target instanceof Element && target.matches(CHANGED) ? keyAround(target) : null;
    if (key !== null) this.#touched = [...this.#touched.filter((other) => other !== key), key].slice(-MOST_TOUCHED);
  };

  /** The keys of the turns to hold as things are. */
  keys(list: HTMLElement | null, turns: readonly Turn[]): ReadonlySet<string> {
    const held = new Set(this.#touched);
    const root = list?.getRootNode();
    if (!list || !(root instanceof ShadowRoot)) return held;
    const keep = (first: number, last: number) => {
      for (const turn of turns.slice(Math.max(first, 0), last + 1)) held.add(turn.key);
    };
    const placeOf = (node: Node | null) => {
      const key = node && list.contains(node) ? keyAround(node) : null;
      return turns.findIndex((turn) => turn.key === key);
    };
    const focused = placeOf(root.activeElement);
    // With its neighbours, so that Tab goes on from there.
    if (focused !== -1) keep(focused - 1, focused + 1);
    const range = selectedRange(list);
    if (range && !range.collapsed) {
      const ends = [placeOf(range.startContainer), placeOf(range.endContainer)].filter((place) => place !== -1);
      if (ends.length > 0 && Math.max(...ends) - Math.min(...ends) <= MOST_SELECTED)
        keep(Math.min(...ends), Math.max(...ends));
    }
    return held;
  }
}

/** What keeps something for as long as it is drawn. */
const CHANGED =
  'input, select, textarea, summary, summary *, .widget button, .widget button *, .work button, .work button *';

function keyAround(node: Node): string | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>('[data-turn]')?.dataset['turn'] ?? null;
}
