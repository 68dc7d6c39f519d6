import { Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { MarkdownView } from '../../markdown/markdown-view.tsx';
import type { NoticeEntry } from '../../thread/transcript-entry.ts';

const ICONS = { info: Info, warning: TriangleAlert, danger: OctagonAlert } as const;

/** Something the server wants people to know; its text is Markdown. */
export function NoticeBlock({ entry }: { entry: NoticeEntry }) {
  const LevelIcon = ICONS[entry.level];
  return (
    <div className={`callout callout-${entry.level}`} role="note">
      <LevelIcon size={16} aria-hidden="true" />
      <div className="callout-text">
        {entry.title !== undefined && <strong>{entry.title}</strong>}
        <MarkdownView text={entry.message} />
      </div>
    </div>
  );
}
