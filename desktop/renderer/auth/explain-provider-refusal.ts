import { ApiError } from '../client/api-error.ts';
import { describeError } from '../client/describe-error.ts';
import type { Messages } from '../../words/en/messages.ts';

/** The sentence for the code a provider's sign-in comes back with, in our address or from the shell. */
export function describeProviderError(code: string, { provider: { error }, signUp }: Messages): string {
  switch (code) {
    case 'sign_up_closed':
    case 'invitation_needed':
    case 'invitation_not_valid':
    case 'domain_not_allowed':
      return signUp.error[code];
    case 'account_not_linked':
    case 'access_denied':
    case 'email_not_found':
    case 'email_not_verified':
    case 'not_awaited':
    case 'no_browser':
    case 'session_not_fresh':
    case 'account_already_linked_to_different_user':
      return error[code];
    default:
      return error.unknown;
  }
}

/** Says why signing in with another provider did not begin, or did not end well. */
export function explainProviderRefusal(refusal: unknown, messages: Messages): string {
  const isOurs = refusal instanceof ApiError && !['offline', 'server_away', 'rate_limited'].includes(refusal.code);
  return isOurs ? describeProviderError(refusal.code, messages) : describeError(refusal, messages);
}
