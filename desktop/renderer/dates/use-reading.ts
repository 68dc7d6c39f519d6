import type { DatePreview } from '../../date-preview.ts';
import { describeReading } from '../../preview-marks.ts';
import { useMessages } from '../i18n/language-context.tsx';

/** A preview as a sentence; null when it says nothing. */
export function useReading(preview: DatePreview | null): string | null {
  const { dates } = useMessages();
  return preview && (preview.problem ?? describeReading(preview, dates));
}
