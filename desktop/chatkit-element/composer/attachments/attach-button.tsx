import { Paperclip } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { pickerAcceptOf } from '../../options/attachment-rules.ts';
import { useChat, useSession, useStrings } from '../../session/session-hooks.tsx';

/** Opens the file picker. */
export function AttachButton({ isDisabled }: { isDisabled: boolean }) {
  const session = useSession();
  const strings = useStrings();
  const input = useRef<HTMLInputElement>(null);
  const rules = useChat((state) => state.options?.composer?.attachments);
  const requests = useChat((state) => state.fileRequests);
  const accept = pickerAcceptOf(rules?.accept);
  useEffect(() => {
    if (requests > 0) input.current?.click();
  }, [requests]);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={strings.attach}
        title={strings.attach}
        disabled={isDisabled}
        onClick={() => input.current?.click()}
      >
        <Paperclip size={17} aria-hidden="true" />
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={(rules?.maxCount ?? 2) > 1}
        {...(accept !== undefined && { accept })}
        onChange={(event) => {
          session.uploader.add(event.target.files ?? []);
          event.target.value = '';
        }}
      />
    </>
  );
}
