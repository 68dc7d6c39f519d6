import { useMutation } from '@tanstack/react-query';
import { ApiError } from '../../client/api-error.ts';
import { describeError } from '../../client/describe-error.ts';
import { useMessages } from '../../i18n/language-context.tsx';
import { DeadLink } from './dead-link.tsx';
import { PageState } from './page-state.tsx';
import { postLink } from './post-link.ts';

/** Confirms an address by a press of a button: programs that look at mail open links, too. */
export function VerifyAddress({ token }: { token: string }) {
  const messages = useMessages();
  const { address } = messages;
  const confirm = useMutation({ mutationFn: () => postLink('verify-email', { token }) });
  if (confirm.isSuccess)
    return (
      <PageState title={address.doneTitle} text={address.doneText}>
        <a className="button button-primary button-large" href="/">
          {address.open}
        </a>
      </PageState>
    );
  const { error } = confirm;
  if (error instanceof ApiError && error.code === 'invalid_token')
    return <DeadLink reason="over" text={address.overText} isFirst={false} />;
  return (
    <PageState title={address.title} text={address.text} isFirst>
      {error && (
        <p className="form-error" role="alert">
          {describeError(error, messages)}
        </p>
      )}
      <button
        type="button"
        className="button button-primary button-large"
        disabled={confirm.isPending}
        onClick={() => confirm.mutate()}
      >
        {confirm.isPending ? address.confirming : address.confirm}
      </button>
    </PageState>
  );
}
