import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { deviceList, type SignedInDevice } from '../client/device.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { useToast } from '../ui/toast-context.tsx';
import { DeviceRow, nameDevice } from './device-row.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';

/** Everything else that somebody is signed in with, or one of it. */
type Leaving = SignedInDevice | 'all';

/** Where this person is signed in, and the way to end it there. */
export function DevicesSection() {
  const messages = useMessages();
  const { devices: words, action } = messages;
  const { api } = useAppServices();
  const user = useUser();
  const toast = useToast();
  const queryClient = useQueryClient();
  const queryKey = [user.id, 'devices'];
  const devices = useQuery({ queryKey, queryFn: () => api.json(deviceList, '/api/auth/list-sessions') });
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const signOut = useMutation({
    mutationFn: (what: Leaving) =>
      what === 'all'
        ? api.json(z.unknown(), '/api/auth/revoke-other-sessions', { method: 'POST', body: {} })
        : api.json(z.unknown(), '/api/auth/revoke-session', { method: 'POST', body: { id: what.id } }),
    onSuccess: (_answer, what) => {
      setLeaving(null);
      toast({ message: what === 'all' ? words.doneAll : words.done });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  const close = () => {
    setLeaving(null);
    signOut.reset();
  };

  return (
    <section className="card" aria-labelledby="devices-title">
      <h2 id="devices-title" className="card-title">
        {words.title}
      </h2>
      <p className="setting-text">{words.text}</p>
      {devices.isPending && <SkeletonRows count={2} />}
      {devices.isError && (
        <div className="setting" role="alert">
          <p className="setting-text">{words.failed}</p>
          <button type="button" className="button" onClick={() => void devices.refetch()}>
            {action.retry}
          </button>
        </div>
      )}
      {devices.data && (
        <ul className="devices">
          {devices.data.map((device) => (
            <DeviceRow key={device.id} device={device} onSignOut={() => setLeaving(device)} />
          ))}
        </ul>
      )}
      {devices.data?.length === 1 && <p className="setting-text">{words.only}</p>}
      {devices.data && devices.data.length > 1 && (
        <div className="form-actions">
          <button type="button" className="button" onClick={() => setLeaving('all')}>
            {words.signOutAll}
          </button>
        </div>
      )}
      {leaving !== null && (
        <SignOutDialog
          title={leaving === 'all' ? words.confirmAllTitle : words.confirmTitle(nameDevice(leaving, words))}
          error={signOut.error}
          isPending={signOut.isPending}
          onConfirm={() => signOut.mutate(leaving)}
          onClose={close}
        />
      )}
    </section>
  );
}
