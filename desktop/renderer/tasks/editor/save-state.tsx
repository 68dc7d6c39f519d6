import { describeError } from '../../client/describe-error.ts';
import { useMessages } from '../../i18n/language-context.tsx';
import type { Saving } from './use-saving.ts';

/** How it stands with what is written: not saved yet, not saved and why, or changed elsewhere as well. */
export function SaveState(props: {
  saving: Saving;
  state: { readonly isChanged: boolean; readonly collided: readonly string[] };
  /** Whether what is wrong is said at its field. */
  hasFault: boolean;
}) {
  const { saving, state } = props;
  const messages = useMessages();
  const { form, taskFields } = messages;
  const names: Readonly<Record<string, string>> = { ...taskFields, recurrence: form.repeat };
  return (
    <>
      {saving.error && !props.hasFault && (
        <p className="form-error" role="alert">
          {describeError(saving.error, messages)}
        </p>
      )}
      <div className="save-state" role="status">
        {state.collided.length > 0 && (
          <p className="form-notice">
            {form.collided(state.collided.map((field) => names[field] ?? field).join(', '))}
          </p>
        )}
        {saving.delayedBy && (
          <p className="form-notice">
            {describeError(saving.delayedBy, messages)} {form.retrying}
          </p>
        )}
        {state.isChanged && !saving.isSaving && <span className="unsaved-mark">{form.unsaved}</span>}
      </div>
    </>
  );
}
