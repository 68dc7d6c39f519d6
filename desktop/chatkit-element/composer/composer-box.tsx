import { TriangleAlert, X } from 'lucide-react';
import { useCallback, useId, useRef } from 'react';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import { AttachButton } from './attachments/attach-button.tsx';
import { UploadChips } from './attachments/upload-chips.tsx';
import { useFileDrop } from './attachments/use-file-drop.ts';
import { DictationButton } from './dictation-button.tsx';
import { ComposerEditor } from './editor/composer-editor.tsx';
import type { EditorHandle } from './editor/editor-handle.ts';
import { MentionButton } from './mention-button.tsx';
import { ModelMenu } from './model-menu.tsx';
import { SendButton } from './send-button.tsx';
import { ToolMenu } from './tool-menu.tsx';

/** The composer: what people write, attach and choose before they send. */
export function ComposerBox() {
  const session = useSession();
  const strings = useStrings();
  const editor = useRef<EditorHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const hasAttachments = useChat((state) => state.options?.composer?.attachments?.enabled === true);
  const isLocked = useChat((state) => state.threadState.thread?.status.type === 'locked' || state.loadFailure !== null);
  const failure = useChat((state) => state.draft.failure);
  const failureId = useId();
  const attach = useCallback((files: FileList) => session.uploader.add(files), [session]);
  const isDropping = useFileDrop(box, hasAttachments && !isLocked ? attach : null);
  return (
    <div ref={box} className="composer" data-locked={isLocked} data-dropping={isDropping}>
      <Quote />
      <UploadChips />
      {failure !== null && (
        <p className="composer-failure" role="alert" id={failureId}>
          <TriangleAlert size={15} aria-hidden="true" />
          {failure}
        </p>
      )}
      <ComposerEditor handle={editor} isLocked={isLocked} describedBy={failure === null ? undefined : failureId} />
      <div className="composer-bar">
        {hasAttachments && <AttachButton isDisabled={isLocked} />}
        <ToolMenu isDisabled={isLocked} />
        <MentionButton editor={editor} isDisabled={isLocked} />
        <ModelMenu isDisabled={isLocked} />
        <span className="composer-end">
          <DictationButton editor={editor} isDisabled={isLocked} />
          <SendButton />
        </span>
      </div>
      {isDropping && <p className="drop-hint">{strings.dropFiles}</p>}
    </div>
  );
}

function Quote() {
  const session = useSession();
  const strings = useStrings();
  const quote = useChat((state) => state.draft.quote);
  if (quote === null) return null;
  return (
    <div className="composer-quote">
      <blockquote aria-label={strings.quote}>{quote}</blockquote>
      <button
        type="button"
        className="icon-button icon-button-sm"
        aria-label={strings.removeQuote}
        onClick={() => session.composer.dropQuote()}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
