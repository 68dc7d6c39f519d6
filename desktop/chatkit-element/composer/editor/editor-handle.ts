/** What other parts of the composer may do to the text. */
export type EditorHandle = {
  /** Inserts text at the caret and focuses the editor. */
  insertText: (text: string) => void;
};
