import { useState } from 'react';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppConfig } from '../services/use-app-config.ts';
import { Field } from '../ui/field.tsx';

/** The token in an invitation's link, which stands after its `#`; null where there is none. */
export function readInvitation(link: string): string | null {
  return /#(?:.*&)?invitation=([\w-]{16,100})(?:&|$)/.exec(link.trim())?.[1] ?? null;
}

/** What a server that not everybody may join says instead of the form, with the way in for whoever has an invitation. */
export function SignUpNotice(props: { mode: 'invite' | 'closed'; onInvitation: (token: string) => void }) {
  const { signUp } = useMessages();
  const contact = useAppConfig().data?.operator_contact ?? null;
  return (
    <>
      <p className="auth-text">{props.mode === 'closed' ? signUp.closedText : signUp.inviteText}</p>
      {contact !== null && <p className="auth-text">{contact}</p>}
      {props.mode === 'invite' && <InvitationForm onInvitation={props.onInvitation} />}
    </>
  );
}

/** For a link that cannot be opened where it is wanted, as in the desktop app. */
function InvitationForm({ onInvitation }: { onInvitation: (token: string) => void }) {
  const { signUp } = useMessages();
  const [link, setLink] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      className="auth-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const token = readInvitation(link);
        setWrong(token === null);
        if (token !== null) onInvitation(token);
      }}
    >
      <Field label={signUp.paste} error={isWrong ? signUp.notALink : null}>
        {(field) => (
          <input
            {...field}
            className="input"
            name="invitation"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={2_048}
            value={link}
            onChange={(event) => setLink(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button button-primary button-large" disabled={link.trim() === ''}>
        {signUp.use}
      </button>
    </form>
  );
}
