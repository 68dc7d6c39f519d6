import { useId, type ReactNode } from 'react';

/** Something to switch on or off, with what it does. */
export function SwitchSetting(props: {
  label: string;
  hint: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const hintId = useId();
  return (
    <div className="switch-setting">
      <label className="switch">
        <input
          type="checkbox"
          checked={props.isOn}
          aria-describedby={hintId}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span>{props.label}</span>
      </label>
      <p id={hintId} className="field-hint">
        {props.hint}
      </p>
    </div>
  );
}
