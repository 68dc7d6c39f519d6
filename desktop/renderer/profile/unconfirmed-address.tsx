import { useMutation } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { describeError } from '../client/describe-error.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useAppConfig } from '../services/use-app-config.ts';
import { useUser } from '../session/session-context.tsx';
import { useToast } from '../ui/toast-context.tsx';

/** Says that nobody has confirmed the address, and has the mail for it sent again; nothing where that is not so. */
export function UnconfirmedAddress() {
  const messages = useMessages();
  const { address } = messages;
  const { api } = useAppServices();
  const { emailVerified } = useUser();
  const { data: config } = useAppConfig();
  const toast = useToast();
  const send = useMutation({
    mutationFn: () => api.json(z.unknown(), '/api/auth/send-verification-email', { method: 'POST', body: {} }),
    onSuccess: () => toast({ message: address.sent }),
    onError: (error) => toast({ message: describeError(error, messages), tone: 'danger' }),
  });
  if (emailVerified !== false || config?.mail !== true) return null;
  return (
    <p className="field-hint setting-note">
      {address.notConfirmed} ·{' '}
      <button type="button" className="link-button" disabled={send.isPending} onClick={() => send.mutate()}>
        {address.sendAgain}
      </button>
    </p>
  );
}
