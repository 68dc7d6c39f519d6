import { CornerDownRight } from 'lucide-react';
import type { UserContent, UserMessageItem } from '../protocol/thread-item.ts';
import { useStrings } from '../session/session-hooks.tsx';
import { AttachmentCard } from '../ui/attachment-card.tsx';
import { EntityTag } from './sources/entity-tag.tsx';

/** What the user said, literally: never as Markdown. */
export function UserMessage({ item }: { item: UserMessageItem }) {
  const strings = useStrings();
  return (
    <div className="user" role="group" aria-label={strings.youSaid}>
      {item.attachments.length > 0 && (
        <ul className="user-files" aria-label={strings.attachments}>
          {item.attachments.map((attachment) => (
            <li key={attachment.id}>
              <AttachmentCard
                name={attachment.name}
                mimeType={attachment.mime_type}
                previewUrl={attachment.preview_url ?? null}
              />
            </li>
          ))}
        </ul>
      )}
      {item.quoted_text !== undefined && (
        <blockquote className="user-quote">
          <CornerDownRight size={14} aria-hidden="true" />
          <span>{item.quoted_text}</span>
        </blockquote>
      )}
      {item.content.length > 0 && (
        <div className="bubble" dir="auto">
          {item.content.map((part, index) => (
            <UserPart key={index} part={part} />
          ))}
        </div>
      )}
    </div>
  );
}

function UserPart({ part }: { part: UserContent }) {
  if (part.type === 'input_text') return part.text;
  return (
    <EntityTag
      entity={{
        id: part.id,
        title: part.text,
        interactive: part.interactive,
        data: part.data,
        ...(part.group !== undefined && { group: part.group }),
      }}
    />
  );
}
