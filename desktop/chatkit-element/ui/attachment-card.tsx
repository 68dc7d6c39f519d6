import { FileText } from 'lucide-react';
import type { ReactNode } from 'react';

type AttachmentCardProps = {
  name: string;
  mimeType: string;
  previewUrl: string | null;
  status?: 'uploading' | 'done' | 'failed';
  children?: ReactNode;
};

/** A file as a small card: its picture or kind, its name, and what can be done with it. */
export function AttachmentCard({ name, mimeType, previewUrl, status = 'done', children }: AttachmentCardProps) {
  const kind = name.includes('.') ? (name.split('.').at(-1) ?? '') : (mimeType.split('/')[1] ?? '');
  return (
    <span className="file" data-status={status} title={name}>
      {previewUrl === null ? (
        <span className="file-icon" aria-hidden="true">
          <FileText size={18} strokeWidth={1.5} />
        </span>
      ) : (
        <img className="file-icon" src={previewUrl} alt="" />
      )}
      <span className="file-text">
        <span className="file-name">{name}</span>
        <small>{kind.toUpperCase()}</small>
      </span>
      {children}
    </span>
  );
}
