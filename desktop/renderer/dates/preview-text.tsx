import type { DatePreview } from '../../date-preview.ts';
import { useReading } from './use-reading.ts';

/** What was read, or what is wrong with it, in the line where otherwise a hint stands. */
export function PreviewText({ preview, hint }: { preview: DatePreview | null; hint: string }) {
  const reading = useReading(preview);
  if (reading === null) return hint;
  return <span className={preview?.problem == null ? 'date-read' : 'date-problem'}>{reading}</span>;
}
