import { ApiError } from '../client/api-error.ts';
import { describeError } from '../client/describe-error.ts';
import type { Messages } from '../i18n/messages-en.ts';

/** The inputs of the sign-in and sign-up forms. */
export type CredentialField = 'name' | 'email' | 'password';

/** What is wrong, and with which input; null when it is none of them. */
export interface Mistake {
  readonly field: CredentialField | null;
  readonly message: string;
}

const MIN_PASSWORD = 8;
const MAX_PASSWORD = 128;

/** What can be seen to be wrong without asking the server. */
export function findMistake(
  input: { isNew: boolean; name: string; email: string; password: string },
  { auth: { error } }: Messages,
): Mistake | null {
  if (input.isNew && input.name.trim() === '') return { field: 'name', message: error.missing_name };
  if (input.email.trim() === '') return { field: 'email', message: error.missing_email };
  if (!/^\S+@\S+\.\S+$/.test(input.email.trim())) return { field: 'email', message: error.invalid_email };
  if (input.password === '') return { field: 'password', message: error.missing_password };
  if (input.isNew && input.password.length < MIN_PASSWORD)
    return { field: 'password', message: error.password_too_short };
  if (input.isNew && input.password.length > MAX_PASSWORD)
    return { field: 'password', message: error.password_too_long };
  return null;
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
    case 'password_too_long':
      return { field: 'password', message: error.password_too_long };
    case 'invalid_email':
      return { field: 'email', message: error.invalid_email };
    default:
      return { field: null, message: describeError(refusal, messages) };
  }
}
