import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../i18n/language-context.tsx';
import type { FieldProps } from './field.tsx';

/**
 * A password that can be looked at.
 *
 * @param props.isNew tells password managers to offer one instead of filling in what they know
 */
export function PasswordInput(props: {
  field: FieldProps;
  name: string;
  isNew: boolean;
  value: string;
  onChange: (value: string) => void;
}) {
  const { auth } = useMessages();
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="password">
      <input
        {...props.field}
        className="input"
        type={isShown ? 'text' : 'password'}
        name={props.name}
        autoComplete={props.isNew ? 'new-password' : 'current-password'}
        maxLength={256}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <button
        type="button"
        className="icon-button password-toggle"
        aria-label={isShown ? auth.hidePassword : auth.showPassword}
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
      >
        {isShown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
      </button>
    </div>
  );
}
