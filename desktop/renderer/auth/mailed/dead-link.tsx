import { useMessages } from '../../i18n/language-context.tsx';
import { PageState } from './page-state.tsx';

/**
 * A link that cannot be used, and where there is another one.
 *
 * @param props.reason whether something of it is missing, or it was used or is too old
 */
export function DeadLink({ reason, text, isFirst }: { reason: 'broken' | 'over'; text?: string; isFirst: boolean }) {
  const { forgotten } = useMessages();
  const isBroken = reason === 'broken';
  return (
    <PageState
      title={isBroken ? forgotten.brokenTitle : forgotten.overTitle}
      text={isBroken ? forgotten.brokenText : (text ?? forgotten.overText)}
      isFirst={isFirst}
    >
      {text === undefined && (
        <a className="button button-primary button-large" href="/forgot-password">
          {forgotten.newLink}
        </a>
      )}
      <p className="auth-switch">
        <a href="/">{forgotten.toSignIn}</a>
      </p>
    </PageState>
  );
}
