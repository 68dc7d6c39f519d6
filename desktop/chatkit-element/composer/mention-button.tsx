import { AtSign } from 'lucide-react';
import type { RefObject } from 'react';
import { useChat, useStrings } from '../session/session-hooks.tsx';
import type { EditorHandle } from './editor/editor-handle.ts';

/** Types the `@` that opens the list of entities. */
export function MentionButton({ editor, isDisabled }: { editor: RefObject<EditorHandle | null>; isDisabled: boolean }) {
  const strings = useStrings();
  const isOffered = useChat(
    ({ options }) => options?.entities?.showComposerMenu === true && options.entities.onTagSearch !== undefined,
  );
  if (!isOffered) return null;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={strings.mention}
      title={strings.mention}
      disabled={isDisabled}
      onClick={() => editor.current?.insertText('@')}
    >
      <AtSign size={17} aria-hidden="true" />
    </button>
  );
}
