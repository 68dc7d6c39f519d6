import { CloudOff, WifiOff } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { EmptyState } from '../ui/empty-state.tsx';

/** Before it is known who is there: the outline of the window, and after some silence why it stays one. */
export function StartingUp({ isFailing }: { isFailing: boolean }) {
  const { reach, action, accounts } = useMessages();
  const { platform, connectivity } = useAppServices();
  const isOffline = useSyncExternalStore(connectivity.subscribe, connectivity.current) === 'offline';
  const queryClient = useQueryClient();
  if (!isFailing) return <div className="starting-up" role="status" aria-label={action.loading} />;
  return (
    <main className="lonely-page">
      <EmptyState
        isPage
        isAlert
        icon={isOffline ? <WifiOff size={28} aria-hidden /> : <CloudOff size={28} aria-hidden />}
        title={isOffline ? reach.bootOfflineTitle : reach.bootTitle}
        text={isOffline ? reach.bootOfflineText : reach.bootText}
      >
        <button
          type="button"
          className="button button-primary"
          onClick={() => void queryClient.resetQueries({ queryKey: ['session'] })}
        >
          {reach.retry}
        </button>
        {/* Whoever waits for a server that will not come back is not stuck with it. */}
        {platform.shell && (
          <button type="button" className="button" onClick={() => void platform.shell?.switchAccount(null)}>
            {accounts.elsewhere}
          </button>
        )}
      </EmptyState>
    </main>
  );
}
