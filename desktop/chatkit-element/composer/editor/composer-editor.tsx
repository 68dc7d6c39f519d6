import {
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useChat, useSession, useStrings } from '../../session/session-hooks.tsx';
import { selectedRange } from '../../ui/selected-range.ts';
import { readContent, writeContent } from './editor-content.ts';
import type { EditorHandle } from './editor-handle.ts';
import { SuggestionList } from './suggestion-list.tsx';
import { useSuggestions } from './use-suggestions.ts';

type ComposerEditorProps = {
  handle: RefObject<EditorHandle | null>;
  isLocked: boolean;
  /** The element that says what is wrong with the text. */
  describedBy: string | undefined;
};

/** The text field. Its content lives in the DOM; the session follows, and writes it only when set from outside. */
export function ComposerEditor({ handle, isLocked, describedBy }: ComposerEditorProps) {
  const session = useSession();
  const editor = useRef<HTMLDivElement>(null);
  const listId = useId();
  const placeholder = usePlaceholder();
  const revision = useChat((state) => state.draft.revision);
  const isEmpty = useChat((state) => state.draft.content.length === 0);
  const focusRequests = useChat((state) => state.focusRequests);
  const suggestions = useSuggestions(editor);

  const readDraft = () => {
    if (!editor.current) return;
    session.composer.edit(readContent(editor.current));
    suggestions.update();
  };

  const shownRevision = useRef(-1);
  useEffect(() => {
    if (!editor.current || shownRevision.current === revision) return;
    shownRevision.current = revision;
    writeContent(editor.current, session.store.get().draft.content);
    editor.current.scrollTop = editor.current.scrollHeight;
  }, [session, revision]);
  useEffect(() => {
    const element = editor.current;
    if (focusRequests === 0 || !element || element.matches(':focus')) return;
    element.focus();
    document.getSelection()?.selectAllChildren(element);
    document.getSelection()?.collapseToEnd();
  }, [focusRequests]);
  useImperativeHandle(handle, () => ({
    insertText(text) {
      if (!editor.current) return;
      insertAtCaret(editor.current, text);
      readDraft();
    },
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    // 229 is what some input methods report for the Enter that ends a composition.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (suggestions.handleKey(event)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    session.sender.sendDraft();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = event.clipboardData.files;
    if (files.length === 0 || !session.options().composer?.attachments?.enabled) return;
    event.preventDefault();
    session.uploader.add(files);
  };

  return (
    <div className="editor-frame">
      <div
        ref={editor}
        className="editor"
        data-composer-input
        data-empty={isEmpty}
        data-placeholder={placeholder}
        role="textbox"
        aria-multiline="true"
        aria-label={placeholder}
        aria-placeholder={placeholder}
        aria-disabled={isLocked}
        {...(describedBy !== undefined && { 'aria-describedby': describedBy, 'aria-invalid': true })}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        {...(suggestions.isOpen && {
          'aria-controls': listId,
          'aria-activedescendant': `${listId}-${suggestions.active}`,
        })}
        tabIndex={isLocked ? -1 : 0}
        contentEditable={isLocked ? 'false' : 'plaintext-only'}
        suppressContentEditableWarning
        spellCheck
        dir="auto"
        enterKeyHint="send"
        onInput={readDraft}
        onKeyDown={onKeyDown}
        onKeyUp={suggestions.update}
        onPaste={onPaste}
        onBlur={suggestions.close}
      />
      {suggestions.isOpen && <SuggestionList id={listId} suggestions={suggestions} />}
    </div>
  );
}

/** The reason of a lock, else what the chosen tool asks for, else the host's text, else ours. */
function usePlaceholder(): string {
  const strings = useStrings();
  const status = useChat((state) => state.threadState.thread?.status);
  const composer = useChat((state) => state.options?.composer);
  const toolId = useChat((state) => state.toolId);
  if (status?.type === 'locked') return status.reason ?? strings.chatLocked;
  const tool = composer?.tools?.find((other) => other.id === toolId);
  return tool?.placeholderOverride ?? composer?.placeholder ?? strings.placeholder;
}

function insertAtCaret(editor: HTMLElement, text: string): void {
  const range = selectedRange(editor);
  editor.focus();
  const isInside = range !== null && editor.contains(range.startContainer);
  const selection = document.getSelection();
  if (!isInside) selection?.selectAllChildren(editor);
  if (!isInside) selection?.collapseToEnd();
  const caret = selectedRange(editor);
  const live = document.createRange();
  if (caret && editor.contains(caret.startContainer)) {
    live.setStart(caret.startContainer, caret.startOffset);
    live.setEnd(caret.endContainer, caret.endOffset);
  } else {
    live.selectNodeContents(editor);
    live.collapse(false);
  }
  live.deleteContents();
  const node = document.createTextNode(text);
  live.insertNode(node);
  selection?.collapse(node, text.length);
}
