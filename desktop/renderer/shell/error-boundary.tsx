import { CircleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useMessages } from '../i18n/language-context.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/**
 * Keeps a mistake in one page from taking the window with it: says so, and offers to load again.
 * Another `resetKey`, such as the next page's path, clears it.
 */
export class ErrorBoundary extends Component<{ children: ReactNode; resetKey?: string }, State> {
  override state: State = { hasFailed: false, resetKey: undefined };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps({ resetKey }: { resetKey?: string }, state: State): State | null {
    return resetKey === state.resetKey ? null : { hasFailed: false, resetKey };
  }

  override render() {
    return this.state.hasFailed ? <CrashedPage /> : this.props.children;
  }
}

interface State {
  readonly hasFailed: boolean;
  readonly resetKey: string | undefined;
}

function CrashedPage() {
  const { error, action } = useMessages();
  return (
    <main className="lonely-page">
      <EmptyState
        isPage
        isAlert
        icon={<CircleAlert size={28} aria-hidden />}
        title={error.crashTitle}
        text={error.crashText}
      >
        <button type="button" className="button button-primary" onClick={() => location.reload()}>
          {action.reload}
        </button>
      </EmptyState>
    </main>
  );
}
