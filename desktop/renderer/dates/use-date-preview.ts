import { useQuery } from '@tanstack/react-query';
import { datePreview, type DatePreview, type PreviewKind } from '../../date-preview.ts';
import { canPreview, carryPreview } from '../../preview-marks.ts';
import { useSpeech } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';
import { useLater } from './use-later.ts';

/** The server is asked this long after the last key, not on each one. */
const TYPING_PAUSE_MS = 120;
/** Half a word is no mistake: what is wrong is said once somebody has stopped typing. */
const REST_MS = 600;
/** As long as an answer holds: tomorrow is another day soon. */
const FRESH_MS = 30_000;

/** What the server reads of dates in a text while it is typed; null while there is nothing to show, whatever the reason. */
export function useDatePreview(text: string, kind: PreviewKind): DatePreview | null {
  const { api } = useAppServices();
  const { id: userId } = useUser();
  const { locale, timeZone } = useSpeech();
  const asked = useLater(text, TYPING_PAUSE_MS);
  const isResting = useLater(text, REST_MS) === text;
  const { data } = useQuery({
    queryKey: [userId, 'date-preview', locale, timeZone, kind, asked],
    queryFn: async ({ signal }) => ({
      text: asked,
      preview: await api.json(datePreview, `/api/${encodeURIComponent(userId)}/dates/preview`, {
        method: 'POST',
        body: { text: asked, kind },
        signal,
      }),
    }),
    enabled: canPreview(asked),
    placeholderData: (previous) => previous,
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
    refetchOnWindowFocus: false,
    // The next key asks again.
    retry: false,
  });
  if (!data || !canPreview(text)) return null;
  const preview = carryPreview(data.preview, data.text, text);
  return preview === null || isResting ? preview : withoutProblem(preview);
}

function withoutProblem(preview: DatePreview): DatePreview {
  return preview.problem === null ? preview : { ...preview, spans: [], problem: null, choices: [] };
}
