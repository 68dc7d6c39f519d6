import { CloudOff, WifiOff } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { sessionAnswer } from '../client/user.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useToast } from '../ui/toast-context.tsx';

const PROBE_MS = 4_000;

/** Says that the server cannot be reached, keeps asking, and refreshes everything once it answers. */
export function ReachBanner() {
  const { api, connectivity } = useAppServices();
  const { reach: words } = useMessages();
  const reach = useSyncExternalStore(connectivity.subscribe, connectivity.current);
  const queryClient = useQueryClient();
  const toast = useToast();
  const wasAway = useRef(false);
  // A route that needs the database: the server may be up while that is not.
  const probe = () => void api.json(sessionAnswer, '/api/auth/get-session').catch(() => undefined);

  useEffect(() => {
    if (reach === 'reachable') {
      if (wasAway.current) {
        wasAway.current = false;
        toast({ message: words.back });
        void queryClient.invalidateQueries();
      }
      return undefined;
    }
    wasAway.current = true;
    const timer = setInterval(probe, PROBE_MS);
    addEventListener('online', probe);
    return () => {
      clearInterval(timer);
      removeEventListener('online', probe);
    };
  });

  if (reach === 'reachable') return null;
  return (
    <div className="reach-banner" role="status">
      {reach === 'offline' ? <WifiOff size={16} aria-hidden /> : <CloudOff size={16} aria-hidden />}
      <span>{reach === 'offline' ? words.offline : words.away}</span>
      <button type="button" className="button button-small" onClick={probe}>
        {words.retry}
      </button>
    </div>
  );
}
