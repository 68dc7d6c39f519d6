import { describeError } from '../../client/describe-error.ts';
import { useMessages } from '../../i18n/language-context.tsx';
import { PageState } from './page-state.tsx';

/** What such a page shows when it could not find out what to show. */
export function FailedState({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  const messages = useMessages();
  return (
    <PageState title={title} isFirst>
      <p className="form-error" role="alert">
        {describeError(error, messages)}
      </p>
      <button type="button" className="button" onClick={onRetry}>
        {messages.action.retry}
      </button>
    </PageState>
  );
}
