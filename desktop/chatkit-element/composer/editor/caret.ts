import { selectedRange } from '../../ui/selected-range.ts';

/** Where the caret is inside a text node. */
export type Caret = { node: Text; offset: number };

/** The caret in an editor inside a shadow tree, or null when it is elsewhere or not in text. */
export function caretIn(editor: HTMLElement): Caret | null {
  const range = selectedRange(editor);
  if (!range || !editor.contains(range.startContainer)) return null;
  const { startContainer: node, startOffset: offset } = range;
  return node instanceof Text ? { node, offset } : null;
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
