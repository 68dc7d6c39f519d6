import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { useSearch } from 'wouter';
import { describeProviderError, explainProviderRefusal } from '../auth/explain-provider-refusal.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { openProvider } from '../platform/open-provider.ts';
import { useAppServices } from '../services/app-services.ts';
import { useAppConfig } from '../services/use-app-config.ts';
import { useUser } from '../session/session-context.tsx';
import { PasskeySection } from './passkey-section.tsx';
import { PasswordSection } from './password-section.tsx';

const signInAccounts = z.array(z.object({ id: z.string(), providerId: z.string() }));
/** What Better Auth calls an email address with a password. */
const PASSWORD = 'credential';

/** How this person signs in: the password, where there is one, and the other providers of this server. */
export function SignInSections() {
  const { api } = useAppServices();
  const user = useUser();
  const accounts = useQuery({
    queryKey: [user.id, 'sign-in-accounts'],
    queryFn: () => api.json(signInAccounts, '/api/auth/list-accounts'),
  });
  const config = useAppConfig();
  // A server of before this list has passwords alone.
  const known = accounts.data ?? (accounts.isError ? [{ id: '', providerId: PASSWORD }] : []);
  const providers = config.data?.sign_in_providers ?? [];
  return (
    <>
      {known.some(({ providerId }) => providerId === PASSWORD) && <PasswordSection />}
      <PasskeySection />
      {providers.length > 0 && accounts.data && <ProviderSection providers={providers} accounts={accounts.data} />}
    </>
  );
}

function ProviderSection(props: {
  providers: readonly { id: string; name: string }[];
  accounts: z.infer<typeof signInAccounts>;
}) {
  const messages = useMessages();
  const { provider: words } = messages;
  const { api, platform } = useAppServices();
  const user = useUser();
  const queryClient = useQueryClient();
  const code = new URLSearchParams(useSearch()).get('error');
  const connect = useMutation({
    mutationFn: (id: string) => openProvider({ action: 'link', provider: id, back: '/profile' }),
  });
  const disconnect = useMutation({
    mutationFn: (accountId: string) =>
      api.json(z.unknown(), '/api/auth/unlink-account', { method: 'POST', body: { accountId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [user.id, 'sign-in-accounts'] }),
  });
  const error = connect.error ?? disconnect.error;
  const refusal = error ? explainProviderRefusal(error, messages) : code && describeProviderError(code, messages);

  return (
    <section className="card" aria-labelledby="providers-title">
      <h2 id="providers-title" className="card-title">
        {words.waysTitle}
      </h2>
      {props.providers.map(({ id, name }) => {
        const account = props.accounts.find(({ providerId }) => providerId === id);
        return (
          <div key={id} className="setting">
            <p className="setting-text">
              {name}
              {account && `: ${props.accounts.length === 1 ? words.onlyWay : words.connected}`}
            </p>
            {account && props.accounts.length > 1 && (
              <button
                type="button"
                className="button"
                aria-label={words.disconnectLabel(name)}
                disabled={disconnect.isPending}
                onClick={() => disconnect.mutate(account.id)}
              >
                {words.disconnect}
              </button>
            )}
            {!account && platform.kind === 'browser' && (
              <button
                type="button"
                className="button"
                aria-label={words.connectLabel(name)}
                disabled={connect.isPending}
                onClick={() => connect.mutate(id)}
              >
                {words.connect}
              </button>
            )}
            {!account && platform.kind === 'desktop' && <p className="setting-text">{words.connectInBrowser}</p>}
          </div>
        );
      })}
      {refusal && (
        <p className="form-error" role="alert">
          {refusal}
        </p>
      )}
    </section>
  );
}
