import {
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  WebAuthnAbortService,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import * as z from 'zod/mini';
import { ApiError } from '../client/api-error.ts';
import { describeError } from '../client/describe-error.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useHasPasskeys } from './use-passkeys.ts';

const requestOptions = z.custom<PublicKeyCredentialRequestOptionsJSON>((value) => typeof value === 'object');

/** A button that signs in with a passkey; a browser that can offers them at the address as well. */
export function PasskeySignIn() {
  return useHasPasskeys() ? <PasskeyButton /> : null;
}

function PasskeyButton() {
  const messages = useMessages();
  const { passkeys } = messages;
  const { api, platform } = useAppServices();
  const queryClient = useQueryClient();
  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: async ({ isOffered }: { isOffered: boolean }) => {
      if (isOffered && !(await browserSupportsWebAuthnAutofill())) return;
      const optionsJSON = await api.json(requestOptions, '/api/auth/passkey/generate-authenticate-options');
      const response = await startAuthentication({ optionsJSON, useBrowserAutofill: isOffered });
      await platform.signInWithPasskey?.(response);
      await queryClient.refetchQueries({ queryKey: ['session'] });
    },
  });
  useEffect(() => {
    mutate({ isOffered: true });
    return () => WebAuthnAbortService.cancelCeremony();
  }, [mutate]);
  // Whoever closes the browser's question has not failed, and what is only offered fails in silence.
  const refusal = error instanceof ApiError && variables?.isOffered === false ? error : null;

  return (
    <>
      <button
        type="button"
        className="button button-large"
        disabled={isPending && !variables.isOffered}
        onClick={() => mutate({ isOffered: false })}
      >
        {passkeys.signIn}
      </button>
      {refusal && (
        <p className="form-error" role="alert">
          {refusal.status === 401 || refusal.status === 400 ? passkeys.failed : describeError(refusal, messages)}
        </p>
      )}
    </>
  );
}
