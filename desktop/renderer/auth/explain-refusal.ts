import { ApiError } from '../client/api-error.ts';
import { describeError } from '../client/describe-error.ts';
import type { Messages } from '../../words/en/messages.ts';

/** The inputs of the sign-in and sign-up forms. */
export type CredentialField = 'name' | 'email' | 'password';

/** What is wrong, and with which input; null when it is none of them. */
export interface Mistake {
  readonly field: CredentialField | null;
  readonly message: string;
}

const MIN_PASSWORD = 8;
const MAX_PASSWORD = 128;

/** All that can be seen to be wrong without asking the server, in the order of the inputs. */
export function findMistakes(
  input: { isNew: boolean; name: string; email: string; password: string },
  messages: Messages,
): Mistake[] {
  const { error } = messages.auth;
  const email = input.email.trim();
  const found = {
    name: input.isNew && input.name.trim() === '' ? error.missing_name : null,
    email: email === '' ? error.missing_email : /^\S+@\S+\.\S+$/.test(email) ? null : error.invalid_email,
    password:
      input.password === ''
        ? error.missing_password
        : input.isNew
          ? findPasswordMistake(input.password, messages)
          : null,
  };
  return (['name', 'email', 'password'] as const).flatMap((field) => {
    const message = found[field];
    return message === null ? [] : [{ field, message }];
  });
}

/** Why a password cannot be chosen, or null. */
export function findPasswordMistake(password: string, { auth: { error } }: Messages): string | null {
  // An emoji is one character, as the server counts.
  if (Array.from(password.normalize('NFKC')).length < MIN_PASSWORD) return error.password_too_short;
  return password.length > MAX_PASSWORD ? error.password_too_long : null;
}

/** Says why the server refused, at the input it is about. */
export function explainRefusal(refusal: unknown, messages: Messages): Mistake {
  const { error } = messages.auth;
  const code = refusal instanceof ApiError ? refusal.code : '';
  switch (code) {
    case 'invalid_email_or_password':
      return { field: null, message: error.invalid_email_or_password };
    case 'user_already_exists':
    case 'user_already_exists_use_another_email':
      return { field: 'email', message: error.user_already_exists };
    case 'password_too_short':
      return { field: 'password', message: error.password_too_short };
    case 'password_too_common':
    case 'password_too_personal':
      return { field: 'password', message: messages.signUp.error[code] };
    case 'domain_not_allowed':
      return { field: 'email', message: messages.signUp.error[code] };
    case 'email_not_verified':
    case 'sign_up_closed':
    case 'invitation_needed':
    case 'invitation_not_valid':
      return { field: null, message: messages.signUp.error[code] };
    case 'password_too_long':
      return { field: 'password', message: error.password_too_long };
    case 'invalid_email':
      return { field: 'email', message: error.invalid_email };
    default:
      return { field: null, message: describeError(refusal, messages) };
  }
}
