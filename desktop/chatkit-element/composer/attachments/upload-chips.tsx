import { LoaderCircle, RotateCw, X } from 'lucide-react';
import { useChat, useSession, useStrings } from '../../session/session-hooks.tsx';
import type { Upload } from '../../state/chat-state.ts';
import { AttachmentCard } from '../../ui/attachment-card.tsx';

/** The files of the draft: on their way, there, or failed. */
export function UploadChips() {
  const strings = useStrings();
  const uploads = useChat((state) => state.uploads);
  if (uploads.length === 0) return null;
  return (
    <ul className="uploads" aria-label={strings.attachments}>
      {uploads.map((upload) => (
        <li key={upload.key}>
          <AttachmentCard {...upload}>
            <UploadState upload={upload} />
          </AttachmentCard>
        </li>
      ))}
    </ul>
  );
}

function UploadState({ upload }: { upload: Upload }) {
  const session = useSession();
  const strings = useStrings();
  const named = (text: string) => text.replace('{name}', upload.name);
  return (
    <>
      {upload.status === 'uploading' && (
        <span className="file-action" role="status">
          <LoaderCircle size={15} className="spin" aria-hidden="true" />
          <span className="visually-hidden">{named(strings.uploading)}</span>
        </span>
      )}
      {upload.status === 'failed' && (
        <>
          <span className="visually-hidden" role="alert">
            {named(strings.uploadFailed)}
          </span>
          <button
            type="button"
            className="icon-button icon-button-sm"
            aria-label={named(strings.retryUpload)}
            title={named(strings.retryUpload)}
            onClick={() => session.uploader.retry(upload.key)}
          >
            <RotateCw size={14} aria-hidden="true" />
          </button>
        </>
      )}
      <button
        type="button"
        className="icon-button icon-button-sm"
        aria-label={named(strings.removeFile)}
        title={named(strings.removeFile)}
        onClick={() => void session.uploader.remove(upload.key)}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </>
  );
}
