import { ChevronDown, LoaderCircle, X } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { isObject, isSetAt, listAt, textAt } from '../../protocol/json-fields.ts';
import type { WidgetNode } from '../../protocol/thread-item.ts';
import { useStrings } from '../../session/session-hooks.tsx';
import { useAction } from '../tree/use-action.ts';
import type { NodeProps } from '../tree/widget-context.ts';
import { fieldName, useFieldLabel } from './field-label.ts';
import { controlClass } from './field-nodes.tsx';

/** A choice from a list: the platform's own control, which every keyboard and screen reader knows. */
export function SelectNode({ node, path }: NodeProps) {
  const strings = useStrings();
  const action = useAction(node.onChangeAction, 'change', path);
  const [value, setValue] = useState(textAt(node, 'defaultValue') ?? '');
  const placeholder = textAt(node, 'placeholder') ?? strings.select;
  const label = useFieldLabel(fieldName(node), placeholder);
  const isClearable = isSetAt(node, 'clearable');
  return (
    <Picker node={node} isLoading={action.isLoading}>
      <select
        className={controlClass(node)}
        data-pill={isSetAt(node, 'pill')}
        data-empty={value === ''}
        name={fieldName(node)}
        value={value}
        disabled={isSetAt(node, 'disabled') || action.isBlocked}
        {...label}
        onChange={(event) => {
          setValue(event.target.value);
          void action.fire(event.target);
        }}
      >
        <option value="" disabled={!isClearable} hidden={!isClearable}>
          {placeholder}
        </option>
        {listAt(node, 'options')
          .filter(isObject)
          .map((option) => {
            const key = textAt(option, 'value') ?? '';
            const description = textAt(option, 'description');
            const name = textAt(option, 'label') ?? key;
            return (
              <option key={key} value={key} disabled={isSetAt(option, 'disabled')}>
                {description === undefined ? name : `${name} – ${description}`}
              </option>
            );
          })}
      </select>
      <ChevronDown size={15} className="picker-mark" aria-hidden="true" />
    </Picker>
  );
}

/** A day: the platform's own picker. */
export function DatePickerNode({ node, path }: NodeProps) {
  const strings = useStrings();
  const action = useAction(node.onChangeAction, 'change', path);
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(dayOf(node, 'defaultValue') ?? '');
  const label = useFieldLabel(fieldName(node), textAt(node, 'placeholder'));
  return (
    <Picker node={node} isLoading={action.isLoading}>
      <input
        ref={input}
        type="date"
        className={controlClass(node)}
        data-pill={isSetAt(node, 'pill')}
        data-empty={value === ''}
        name={fieldName(node)}
        value={value}
        min={dayOf(node, 'min')}
        max={dayOf(node, 'max')}
        disabled={isSetAt(node, 'disabled') || action.isBlocked}
        {...label}
        onChange={(event) => {
          setValue(event.target.value);
          void action.fire(event.target);
        }}
      />
      {isSetAt(node, 'clearable') && value !== '' && (
        <button
          type="button"
          className="icon-button icon-button-sm"
          aria-label={strings.clear}
          onClick={() => {
            // The action reads the form, which has the new value only after this is drawn.
            if (input.current) input.current.value = '';
            setValue('');
            void action.fire(input.current);
          }}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </Picker>
  );
}

function Picker({ node, isLoading, children }: { node: WidgetNode; isLoading: boolean; children: ReactNode }) {
  return (
    <span className="picker" data-block={isSetAt(node, 'block')} aria-busy={isLoading}>
      {children}
      {isLoading && <LoaderCircle size={15} className="spin" aria-hidden="true" />}
    </span>
  );
}

/** The day of an ISO date-time, as the platform's control takes it. */
function dayOf(node: WidgetNode, key: string): string | undefined {
  return textAt(node, key)?.slice(0, 10);
}
