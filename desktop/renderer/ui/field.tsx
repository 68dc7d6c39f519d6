import { useId, type ReactNode } from 'react';

/** What an input inside of a field must carry so that its label, hint and error belong to it. */
export interface FieldProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** A labelled input with a hint and, when something is wrong, what to do about it. */
export function Field(props: {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  /** What the hint leads to. */
  below?: ReactNode;
  children: (field: FieldProps) => ReactNode;
}) {
  const id = useId();
  const hasError = props.error !== null && props.error !== undefined;
  const describedBy = hasError ? `${id}-error` : props.hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {props.label}
      </label>
      {props.children({ id, 'aria-describedby': describedBy, 'aria-invalid': hasError || undefined })}
      {hasError ? (
        <p id={`${id}-error`} className="field-error" role="alert">
          {props.error}
        </p>
      ) : (
        props.hint !== undefined && (
          <p id={`${id}-hint`} className="field-hint">
            {props.hint}
          </p>
        )
      )}
      {props.below}
    </div>
  );
}
