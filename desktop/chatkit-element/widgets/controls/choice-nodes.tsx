import { Check } from 'lucide-react';
import { useState } from 'react';
import { choiceAt, isObject, isSetAt, listAt, textAt } from '../../protocol/json-fields.ts';
import { useAction } from '../tree/use-action.ts';
import { useWidget, type NodeProps } from '../tree/widget-context.ts';
import { fieldName, useFieldLabel } from './field-label.ts';

/** A box to tick, round where its name stands beside it. A change whose action fails is taken back. */
export function CheckboxNode({ node, path }: NodeProps) {
  const { idPrefix } = useWidget();
  const action = useAction(node.onChangeAction, 'change', path);
  const initial = isSetAt(node, 'defaultChecked');
  const [checked, setChecked] = useState(initial);
  const [shownInitial, setShownInitial] = useState(initial);
  if (shownInitial !== initial) {
    setShownInitial(initial);
    setChecked(initial);
  }
  const name = fieldName(node);
  const label = textAt(node, 'label');
  const spoken = textAt(node, 'ariaLabel') ?? (label === undefined ? name : undefined);
  const change = async (isChecked: boolean, origin: Element) => {
    setChecked(isChecked);
    if (action.exists && !(await action.fire(origin))) setChecked(!isChecked);
  };
  return (
    <label className={label === undefined ? 'checkbox checkbox-round' : 'checkbox'}>
      <input
        type="checkbox"
        id={`${idPrefix}-${name}`}
        name={name}
        checked={checked}
        required={isSetAt(node, 'required')}
        disabled={isSetAt(node, 'disabled') || action.isBlocked}
        aria-busy={action.isLoading}
        {...(spoken !== undefined && { 'aria-label': spoken })}
        onChange={(event) => void change(event.target.checked, event.target)}
      />
      {label === undefined ? (
        <span className="tick">
          <Check size={13} strokeWidth={3} aria-hidden="true" />
        </span>
      ) : (
        <span>{label}</span>
      )}
    </label>
  );
}

/** One of several. */
export function RadioGroupNode({ node, path }: NodeProps) {
  const action = useAction(node.onChangeAction, 'change', path);
  const name = fieldName(node);
  const label = useFieldLabel(name, textAt(node, 'ariaLabel'));
  const initial = textAt(node, 'defaultValue');
  const options = listAt(node, 'options').filter(isObject);
  const isDisabled = isSetAt(node, 'disabled') || action.isBlocked;
  return (
    <div
      className="radio-group"
      role="radiogroup"
      id={label.id}
      aria-label={textAt(node, 'ariaLabel') ?? name}
      data-direction={choiceAt(node, 'direction', ['row', 'col']) ?? 'col'}
    >
      {options.map((option) => {
        const value = textAt(option, 'value') ?? '';
        return (
          <label key={value} className="checkbox">
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === initial}
              required={isSetAt(node, 'required')}
              disabled={isDisabled || isSetAt(option, 'disabled')}
              onChange={(event) => void action.fire(event.target)}
            />
            <span>{textAt(option, 'label') ?? value}</span>
          </label>
        );
      })}
    </div>
  );
}
