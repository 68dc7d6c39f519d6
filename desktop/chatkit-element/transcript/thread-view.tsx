import { lazy, Suspense } from 'react';
import { useChat, useStrings } from '../session/session-hooks.tsx';
import { LoadFailure } from './load-failure.tsx';
import { StartScreen } from './start-screen.tsx';

/** With all that draws messages: a page that opens on the composer need not wait for it. */
const Transcript = lazy(async () => ({ default: (await import('./transcript.tsx')).Transcript }));

/** What fills the space between header and composer: a thread, its loading or failure, or the start screen. */
export function ThreadView() {
  const strings = useStrings();
  const activity = useChat((state) => state.activity);
  const loadFailure = useChat((state) => state.loadFailure);
  const isEmpty = useChat((state) => state.threadState.entries.length === 0);
  const activeThreadId = useChat((state) => state.activeThreadId);
  if (loadFailure) return <LoadFailure reason={loadFailure} />;
  if (activity === 'loading' && isEmpty) return <LoadingThread label={strings.loading} />;
  if (isEmpty && activeThreadId === null && activity === 'idle') return <StartScreen />;
  return (
    <Suspense fallback={<LoadingThread label={strings.loading} />}>
      <Transcript />
    </Suspense>
  );
}

function LoadingThread({ label }: { label: string }) {
  return (
    <div className="transcript" role="status" aria-label={label}>
      <div className="column skeleton" aria-hidden="true">
        <span className="skeleton-bubble" />
        <span className="skeleton-line" style={{ width: '82%' }} />
        <span className="skeleton-line" style={{ width: '91%' }} />
        <span className="skeleton-line" style={{ width: '47%' }} />
        <span className="skeleton-bubble" style={{ width: '30%' }} />
        <span className="skeleton-line" style={{ width: '76%' }} />
        <span className="skeleton-line" style={{ width: '60%' }} />
      </div>
    </div>
  );
}
