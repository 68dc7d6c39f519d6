import type { SyntheticEvent } from 'react';
import { choiceAt, isSetAt, numberAt, textAt } from '../../protocol/json-fields.ts';
import type { WidgetNode } from '../../protocol/thread-item.ts';
import { CONTROL_SIZES } from '../style/widget-size.ts';
import type { NodeProps } from '../tree/widget-context.ts';
import { fieldName, useFieldLabel } from './field-label.ts';

/** A line of text to fill in. */
export function InputNode({ node }: NodeProps) {
  const name = fieldName(node);
  const label = useFieldLabel(name, textAt(node, 'placeholder'));
  return (
    <input
      type={choiceAt(node, 'inputType', ['number', 'email', 'text', 'password', 'tel', 'url']) ?? 'text'}
      pattern={textAt(node, 'pattern')}
      {...fieldProps(node)}
      {...label}
    />
  );
}

/** Several lines of text to fill in. */
export function TextareaNode({ node }: NodeProps) {
  const name = fieldName(node);
  const label = useFieldLabel(name, textAt(node, 'placeholder'));
  const maxRows = numberAt(node, 'maxRows');
  const isGrowing = isSetAt(node, 'autoResize');
  return (
    <textarea
      rows={numberAt(node, 'rows') ?? 3}
      {...fieldProps(node)}
      {...label}
      style={{
        ...(isGrowing && { fieldSizing: 'content' }),
        ...(maxRows !== undefined && { maxHeight: `calc(${maxRows}lh + 2 * var(--space-2))` }),
      }}
    />
  );
}

/** The class of a control: its look and its size. */
export function controlClass(node: WidgetNode): string {
  const variant = choiceAt(node, 'variant', ['solid', 'soft', 'outline', 'ghost']) ?? 'outline';
  return `field field-${variant} size-${choiceAt(node, 'size', CONTROL_SIZES) ?? 'md'}`;
}

function fieldProps(node: WidgetNode) {
  return {
    className: controlClass(node),
    'data-pill': isSetAt(node, 'pill'),
    name: fieldName(node),
    defaultValue: textAt(node, 'defaultValue'),
    placeholder: textAt(node, 'placeholder'),
    required: isSetAt(node, 'required'),
    disabled: isSetAt(node, 'disabled'),
    autoFocus: isSetAt(node, 'autoFocus'),
    ...(!isSetAt(node, 'allowAutofillExtensions') && { 'data-1p-ignore': true, autoComplete: 'off' }),
    onFocus: (event: SyntheticEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (isSetAt(node, 'autoSelect')) event.currentTarget.select();
    },
  };
}
