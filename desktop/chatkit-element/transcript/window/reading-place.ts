/** What the reader looks at, and how far below the top of the window it was when they got there. */
type Place = { row: Element; part: Element; rowTop: number; partTop: number; scrollTop: number };

/** Keeps what is read where it is while things above it grow, shrink, come in and go. */
export class ReadingPlace {
  #place: Place | null = null;

  /** Notes what is read now. */
  remember(scroller: HTMLElement): void {
    const { top } = scroller.getBoundingClientRect();
    const row = firstBelow(scroller.querySelectorAll('[data-turn]'), top);
    const part = row && (firstBelow(row.querySelectorAll(PARTS), top) ?? row);
    this.#place = row && part && { row, part, ...topsOf(row, part, top), scrollTop: scroller.scrollTop };
  }

  /** Scrolls by as much as what is read has moved since; how far the reader has scrolled meanwhile stays. */
  keep(scroller: HTMLElement): void {
    const place = this.#place;
    if (!place?.row.isConnected) return this.remember(scroller);
    const isPartThere = place.part.isConnected;
    const part = isPartThere ? place.part : place.row;
    const { top } = scroller.getBoundingClientRect();
    const wanted = (isPartThere ? place.partTop : place.rowTop) - (scroller.scrollTop - place.scrollTop);
    const moved = topsOf(place.row, part, top).partTop - wanted;
    if (Math.abs(moved) >= LEAST) scroller.scrollTop += moved;
    // Not where it came to: a screen has whole pixels, and what is left over each time would add up.
    const { rowTop } = topsOf(place.row, part, top);
    this.#place = { row: place.row, part, rowTop, partTop: wanted, scrollTop: scroller.scrollTop };
  }
}

/** A shift that nobody sees. */
const LEAST = 0.5;
/** Parts of a turn by which a place is known: a turn may be longer than the window. */
const PARTS = '.user, .reply > *, .markdown > *';

/** The first of some elements, in their order, that is not wholly above a line. */
function firstBelow(elements: Iterable<Element>, line: number): Element | null {
  for (const element of elements) if (element.getBoundingClientRect().bottom > line) return element;
  return null;
}

function topsOf(row: Element, part: Element, top: number): { rowTop: number; partTop: number } {
  return { rowTop: row.getBoundingClientRect().top - top, partTop: part.getBoundingClientRect().top - top };
}
