/** Where the caret is inside a text node. */
export type Caret = { node: Text; offset: number };

/** The caret in an editor inside a shadow tree, or null when it is elsewhere or not in text. */
export function caretIn(editor: HTMLElement): Caret | null {
  const range = rangeIn(editor);
  if (!range || !editor.contains(range.startContainer)) return null;
  const { startContainer: node, startOffset: offset } = range;
  return node instanceof Text ? { node, offset } : null;
}

/** The selection's range in an editor. Browsers disagree on how to reach it inside a shadow tree. */
export function rangeIn(editor: HTMLElement): AbstractRange | null {
  const root = editor.getRootNode();
  const selection = document.getSelection();
  if (!selection || !(root instanceof ShadowRoot)) return null;
  if ('getComposedRanges' in selection) {
    const [range] = selection.getComposedRanges({ shadowRoots: [root] });
    if (range && editor.contains(range.startContainer)) return range;
  }
  return selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
}

/** Puts the caret behind a node. */
export function placeCaretAfter(node: Node): void {
  const selection = document.getSelection();
  const parent = node.parentNode;
  if (!selection || !parent) return;
  selection.collapse(parent, [...parent.childNodes].findIndex((child) => child === node) + 1);
}

/** Replaces the text between an offset and the caret, and puts the caret behind what came in. */
export function replaceBeforeCaret(caret: Caret, start: number, replacement: Node | null): void {
  const after = caret.node.splitText(caret.offset);
  caret.node.data = caret.node.data.slice(0, start);
  if (replacement) {
    after.before(replacement, '\u00A0');
    placeCaretAfter(after.previousSibling ?? replacement);
  } else {
    placeCaretAfter(caret.node);
  }
}
