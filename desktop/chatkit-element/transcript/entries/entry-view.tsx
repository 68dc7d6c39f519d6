import { memo } from 'react';
import type { UserMessageItem } from '../../protocol/thread-item.ts';
import type { TranscriptEntry } from '../../thread/transcript-entry.ts';
import { WidgetView } from '../../widgets/widget-view.tsx';
import { AssistantMessage } from './assistant-message.tsx';
import { ErrorBlock } from './error-block.tsx';
import { GeneratedImage } from './generated-image.tsx';
import { NoticeBlock } from './notice-block.tsx';
import { StructuredRecord } from './structured-record.tsx';
import { TaskLine } from './task-line.tsx';
import { WorkflowView } from './workflow-view.tsx';

/** One entry of an assistant's turn. */
export const EntryView = memo(function EntryView({
  entry,
  user,
}: {
  entry: TranscriptEntry;
  user: UserMessageItem | null;
}) {
  switch (entry.type) {
    case 'assistant_message':
      return <AssistantMessage item={entry} user={user} />;
    case 'widget':
      return <WidgetView item={entry} />;
    case 'workflow':
      return <WorkflowView item={entry} />;
    case 'task':
      return <TaskLine task={entry.task} />;
    case 'generated_image':
      return <GeneratedImage item={entry} />;
    case 'structured_input':
      return <StructuredRecord item={entry} />;
    case 'error':
      return <ErrorBlock entry={entry} />;
    case 'notice':
      return <NoticeBlock entry={entry} />;
    case 'client_tool_call':
    case 'user_message':
      return null;
    default:
      return entry satisfies never;
  }
});
