import { describe, expect, it } from 'vitest';
import { ApiError } from '../client/api-error.ts';
import { messagesEn } from '../../words/en/messages.ts';
import { explainRefusal, findMistakes } from './explain-refusal.ts';

const { auth, error } = messagesEn;
const GOOD = { isNew: true, name: 'Ana', email: 'ana@example.com', password: 'correct horse' };

describe('findMistakes', () => {
  it('finds nothing wrong with good input', () => {
    expect(findMistakes(GOOD, messagesEn)).toEqual([]);
  });

  it.for([
    [{ name: ' ' }, 'name', auth.error.missing_name],
    [{ email: '' }, 'email', auth.error.missing_email],
    [{ email: 'ana@' }, 'email', auth.error.invalid_email],
    [{ password: '' }, 'password', auth.error.missing_password],
    [{ password: 'short' }, 'password', auth.error.password_too_short],
    [{ password: 'x'.repeat(129) }, 'password', auth.error.password_too_long],
  ] as const)('says what is wrong with %o', ([change, field, message]) => {
    expect(findMistakes({ ...GOOD, ...change }, messagesEn)).toEqual([{ field, message }]);
  });

  it('says all of it at once, in the order of the inputs', () => {
    const found = findMistakes({ isNew: true, name: '', email: '', password: '' }, messagesEn);
    expect(found.map(({ field }) => field)).toEqual(['name', 'email', 'password']);
  });

  it('does not judge the password of an account that exists', () => {
    expect(findMistakes({ ...GOOD, isNew: false, name: '', password: 'short' }, messagesEn)).toEqual([]);
  });
});

describe('explainRefusal', () => {
  it.for([
    [401, 'invalid_email_or_password', null, auth.error.invalid_email_or_password],
    [422, 'user_already_exists_use_another_email', 'email', auth.error.user_already_exists],
    [400, 'password_too_short', 'password', auth.error.password_too_short],
    [400, 'password_too_common', 'password', messagesEn.signUp.error.password_too_common],
    [400, 'password_too_personal', 'password', messagesEn.signUp.error.password_too_personal],
    [403, 'domain_not_allowed', 'email', messagesEn.signUp.error.domain_not_allowed],
    [403, 'sign_up_closed', null, messagesEn.signUp.error.sign_up_closed],
    [503, 'database_unavailable', null, error.waking],
    [0, 'offline', null, error.offline],
    [0, 'server_away', null, error.server_away],
    [500, 'internal_error', null, error.unknown],
  ] as const)('explains %i %s', ([status, code, field, message]) => {
    expect(explainRefusal(new ApiError(status, code), messagesEn)).toEqual({ field, message });
  });

  it('says how long to wait after too many attempts', () => {
    const refusal = new ApiError(429, 'rate_limited', { retryAfter: 30 });
    expect(explainRefusal(refusal, messagesEn).message).toBe(error.rate_limited(30));
  });
});
