import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Messages } from '../../words/en/messages.ts';
import { explainProviderRefusal } from '../auth/explain-provider-refusal.ts';
import { useHasPasskeys } from '../auth/use-passkeys.ts';
import { ApiError } from '../client/api-error.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';
import { useToast } from '../ui/toast-context.tsx';
import { PasskeyLine, passkey } from './passkey-line.tsx';

const creationOptions = z.custom<PublicKeyCredentialCreationOptionsJSON>((value) => typeof value === 'object');

/** The passkeys of this person, and the way to another; nothing where they do not work. */
export function PasskeySection() {
  return useHasPasskeys() ? <Passkeys /> : null;
}

function Passkeys() {
  const messages = useMessages();
  const { passkeys } = messages;
  const { api } = useAppServices();
  const user = useUser();
  const toast = useToast();
  const queryClient = useQueryClient();
  const queryKey = [user.id, 'passkeys'];
  const { data: known } = useQuery({
    queryKey,
    queryFn: () => api.json(z.array(passkey), '/api/auth/passkey/list-user-passkeys'),
  });
  const add = useMutation({
    mutationFn: async () => {
      const optionsJSON = await api.json(creationOptions, '/api/auth/passkey/generate-register-options');
      const response = await startRegistration({ optionsJSON });
      const name = `${passkeys.defaultName} ${(known?.length ?? 0) + 1}`;
      await api.json(z.unknown(), '/api/auth/passkey/verify-registration', {
        method: 'POST',
        body: { response, name },
      });
    },
    onSuccess: () => toast({ message: passkeys.added }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });

  return (
    <section className="card" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title" className="card-title">
        {passkeys.title}
      </h2>
      <div className="setting">
        <p className="setting-text" role="status">
          {add.isPending ? passkeys.adding : passkeys.text}
        </p>
        <button type="button" className="button" disabled={add.isPending || !known} onClick={() => add.mutate()}>
          {passkeys.add}
        </button>
      </div>
      {known?.map((each) => (
        <PasskeyLine key={each.id} passkey={each} onChanged={() => void queryClient.invalidateQueries({ queryKey })} />
      ))}
      {add.error && (
        <p className="form-error" role="alert">
          {explainAdding(add.error, messages)}
        </p>
      )}
    </section>
  );
}

function explainAdding(error: unknown, messages: Messages): string {
  if (error instanceof ApiError) return explainProviderRefusal(error, messages);
  const isKnown = error instanceof Error && error.name === 'InvalidStateError';
  return isKnown ? messages.passkeys.known : messages.passkeys.cancelled;
}
