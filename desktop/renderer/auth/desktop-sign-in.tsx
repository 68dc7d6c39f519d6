import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useMessages } from '../i18n/language-context.tsx';
import { DESKTOP_CLIENT, handOverLink, takeHandOverCode } from '../platform/desktop-hand-over.ts';
import { openProvider } from '../platform/open-provider.ts';
import { useCopy } from '../ui/use-copy.ts';
import { usePageTitle } from '../ui/use-page-title.ts';
import { AuthFrame } from './auth-frame.tsx';
import { describeProviderError, explainProviderRefusal } from './explain-provider-refusal.ts';

/** The first part of the addresses in the browser that belong to the desktop app's sign-in. */
export const DESKTOP_SIGN_IN = '/desktop-sign-in';

/**
 * The desktop app's sign-in, in the system's browser: the app opens it with its PKCE challenge, it leads to the provider,
 * and the provider leads back to where the code is handed to the app.
 */
export function DesktopSignIn() {
  return (
    <AuthFrame>
      <Step path={location.pathname.slice(DESKTOP_SIGN_IN.length)} query={new URLSearchParams(location.search)} />
    </AuthFrame>
  );
}

function Step({ path, query }: { path: string; query: URLSearchParams }) {
  const messages = useMessages();
  const { provider } = messages;
  if (path === '/done') return <HandOver />;
  if (path === '/failed') {
    return (
      <Ending title={provider.failedTitle} text={provider.failedText}>
        <p className="form-error" role="alert">
          {describeProviderError(query.get('error') ?? '', messages)}
        </p>
      </Ending>
    );
  }
  const [id, state, challenge] = ['provider', 'state', 'code_challenge'].map((name) => query.get(name) ?? '');
  if (!id || !state || !challenge) return <Ending title={provider.overTitle} text={provider.overText} />;
  return <Leave provider={id} state={state} challenge={challenge} />;
}

/** On the way to the provider. */
function Leave(props: { provider: string; state: string; challenge: string }) {
  const messages = useMessages();
  const { provider, action } = messages;
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      openProvider({
        action: 'sign-in',
        provider: props.provider,
        back: `${DESKTOP_SIGN_IN}/done`,
        backAfterFailure: `${DESKTOP_SIGN_IN}/failed`,
        query: new URLSearchParams({ client_id: DESKTOP_CLIENT, state: props.state, code_challenge: props.challenge }),
      }),
  });
  useEffect(() => mutate(), [mutate]);
  if (!error) return <Ending title={provider.leaving} />;
  return (
    <Ending title={provider.failedTitle}>
      <p className="form-error" role="alert">
        {explainProviderRefusal(error, messages)}
      </p>
      <button type="button" className="button button-primary" disabled={isPending} onClick={() => mutate()}>
        {action.retry}
      </button>
    </Ending>
  );
}

/** Back from the provider: the app is opened with the code, which can also be copied to it. */
function HandOver() {
  const { provider } = useMessages();
  const [code] = useState(takeHandOverCode);
  const [isCopied, copy] = useCopy();
  const link = code === null ? null : handOverLink(code);
  useEffect(() => {
    if (link !== null) location.assign(link);
  }, [link]);
  if (code === null || link === null) return <Ending title={provider.overTitle} text={provider.overText} />;

  return (
    <Ending title={provider.doneTitle} text={provider.doneText}>
      <a className="button button-primary button-large" href={link}>
        {provider.openApp}
      </a>
      <div className="auth-form">
        <p className="auth-text">{provider.copyText}</p>
        <div className="input-row">
          <input
            className="input"
            aria-label={provider.code}
            readOnly
            value={code}
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className="button" onClick={() => copy(code)}>
            {provider.copy}
          </button>
        </div>
        <p className="auth-text" role="status">
          {isCopied ? provider.copied : ''}
        </p>
      </div>
      <p className="auth-switch">
        <a href="/">{provider.stay}</a>
      </p>
    </Ending>
  );
}

function Ending({ title, text, children }: { title: string; text?: string; children?: React.ReactNode }) {
  usePageTitle(title);
  return (
    <>
      <h1 className="auth-title">{title}</h1>
      {text !== undefined && <p className="auth-text">{text}</p>}
      {children}
    </>
  );
}
