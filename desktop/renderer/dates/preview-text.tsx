import type { DatePreview } from '../../date-preview.ts';
import { useReading } from './use-reading.ts';

/** What was read, or what is wrong with it, in the line where otherwise a hint stands. */
export function PreviewText({ preview, hint }: { preview: DatePreview | null; hint: string }) {
  const reading = useReading(preview);
  const look = reading === null ? 'is-hint' : preview?.problem == null ? 'is-read' : 'is-problem';
  return <span className={`date-line ${look}`}>{reading ?? hint}</span>;
}
