import { useMutation } from '@tanstack/react-query';
import type { User } from '../client/user.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useAppConfig } from '../services/use-app-config.ts';
import { explainProviderRefusal } from './explain-provider-refusal.ts';

/**
 * A button for each other provider this server lets people sign in with; nothing where there is none.
 *
 * @param props.endedSessionOf whose session ended: what they were writing is kept while the provider has the page
 * @param props.invitation what a new account is made with
 */
export function ProviderButtons({
  endedSessionOf,
  invitation,
}: {
  endedSessionOf: User | null;
  invitation: string | null;
}) {
  const messages = useMessages();
  const { platform, keepWork } = useAppServices();
  const { data: config } = useAppConfig();
  const leave = useMutation({
    mutationFn: (id: string) => {
      if (endedSessionOf && platform.kind === 'browser') keepWork(endedSessionOf.id, 'browser');
      return platform.signInWith(id, invitation);
    },
  });
  const providers = config?.sign_in_providers ?? [];
  if (providers.length === 0) return null;
  return (
    <div className="auth-providers">
      <p className="auth-or">
        <span>{messages.provider.or}</span>
      </p>
      {providers.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="button button-large"
          disabled={leave.isPending}
          onClick={() => leave.mutate(id)}
        >
          {messages.provider.continueWith(name)}
        </button>
      ))}
      {leave.error && (
        <p className="form-error" role="alert">
          {explainProviderRefusal(leave.error, messages)}
        </p>
      )}
    </div>
  );
}
