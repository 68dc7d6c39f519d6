import { useMessages } from '../i18n/language-context.tsx';
import { Field } from '../ui/field.tsx';

/** The address that somebody signs in with. */
export function EmailField(props: {
  error: string | null | undefined;
  hint?: string;
  /** What a browser fills in. */
  autoComplete: 'username' | 'username webauthn';
  value: string;
  onChange: (email: string) => void;
}) {
  const { auth } = useMessages();
  return (
    <Field label={auth.email} error={props.error} {...(props.hint !== undefined && { hint: props.hint })}>
      {(field) => (
        <input
          {...field}
          className="input"
          type="email"
          name="email"
          autoComplete={props.autoComplete}
          autoCapitalize="off"
          spellCheck={false}
          maxLength={254}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
