import { component, type ActionConfig } from './widget.ts';
import type { Alignment, ControlSize, ControlVariant, GutterSize } from './widget-vocabulary.ts';

type TextField = {
  name: string;
  defaultValue?: string;
  required?: boolean;
  pattern?: string;
  placeholder?: string;
  allowAutofillExtensions?: boolean;
  autoSelect?: boolean;
  autoFocus?: boolean;
  disabled?: boolean;
  variant?: 'soft' | 'outline';
  size?: ControlSize;
  gutterSize?: GutterSize;
};

type Picker = {
  name: string;
  onChangeAction?: ActionConfig;
  placeholder?: string;
  defaultValue?: string;
  variant?: ControlVariant;
  size?: ControlSize;
  pill?: boolean;
  block?: boolean;
  clearable?: boolean;
  disabled?: boolean;
};

/** A line of text to fill in. */
export const input = component<
  TextField & { inputType?: 'number' | 'email' | 'text' | 'password' | 'tel' | 'url'; pill?: boolean }
>()('Input');
/** Several lines of text to fill in. */
export const textarea = component<TextField & { rows?: number; autoResize?: boolean; maxRows?: number }>()('Textarea');
/** One of several options, in a menu. */
export const select = component<
  Picker & {
    options: readonly { value: string; label: string; disabled?: boolean; description?: string }[];
    searchable?: boolean;
  }
>()('Select');
/** A date; `defaultValue`, `min` and `max` are ISO date-times. */
export const datePicker = component<
  Picker & { min?: string; max?: string; side?: 'top' | 'bottom' | 'left' | 'right'; align?: Alignment }
>()('DatePicker');
/** A yes or no. */
export const checkbox = component<{
  name: string;
  label?: string;
  defaultChecked?: boolean;
  onChangeAction?: ActionConfig;
  disabled?: boolean;
  required?: boolean;
}>()('Checkbox');
/** One of several options, all in sight. */
export const radioGroup = component<{
  name: string;
  options: readonly { label: string; value: string; disabled?: boolean }[];
  ariaLabel?: string;
  onChangeAction?: ActionConfig;
  defaultValue?: string;
  direction?: 'row' | 'col';
  disabled?: boolean;
  required?: boolean;
}>()('RadioGroup');
