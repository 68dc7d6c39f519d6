/** The selection's range inside a part of a shadow tree. Browsers disagree on how to reach it there. */
export function selectedRange(inside: HTMLElement): AbstractRange | null {
  const root = inside.getRootNode();
  const selection = document.getSelection();
  if (!selection || !(root instanceof ShadowRoot)) return null;
  if ('getComposedRanges' in selection) {
    const [range] = selection.getComposedRanges({ shadowRoots: [root] });
    if (range && inside.contains(range.startContainer)) return range;
  }
  return selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
}
