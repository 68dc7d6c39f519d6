import { component, type ActionConfig } from './widget.ts';
import type {
  CaptionSize,
  Color,
  ControlSize,
  ControlVariant,
  IconSize,
  Length,
  Radius,
  Sizing,
  Spacing,
  TextAlign,
  TextSize,
  TitleSize,
  Weight,
} from './widget-vocabulary.ts';

/** A text the user can change in place, sent under its name. */
export type EditableText = {
  name: string;
  autoFocus?: boolean;
  autoSelect?: boolean;
  autoComplete?: string;
  allowAutofillExtensions?: boolean;
  pattern?: string;
  placeholder?: string;
  required?: boolean;
};

type Heading<Size> = {
  value: string;
  color?: Color;
  weight?: Weight;
  size?: Size;
  textAlign?: TextAlign;
  truncate?: boolean;
  maxLines?: number;
};

/** Plain text; with an id it can stream. */
export const text = component<
  Heading<TextSize> & {
    streaming?: boolean;
    italic?: boolean;
    lineThrough?: boolean;
    width?: Length;
    minLines?: number;
    editable?: false | EditableText;
  }
>()('Text');
/** A heading. */
export const title = component<Heading<TitleSize>>()('Title');
/** Small print. */
export const caption = component<Heading<CaptionSize>>()('Caption');
/** The name of a field. */
export const label = component<{
  value: string;
  fieldName: string;
  size?: TextSize;
  weight?: Weight;
  textAlign?: TextAlign;
  color?: Color;
}>()('Label');
/** Formatted text; with an id it can stream. */
export const markdown = component<{ value: string; streaming?: boolean }>()('Markdown');
/** A short word that stands out. */
export const badge = component<{
  label: string;
  color?: 'secondary' | 'success' | 'danger' | 'warning' | 'info' | 'discovery';
  variant?: 'solid' | 'soft' | 'outline';
  size?: 'sm' | 'md' | 'lg';
  pill?: boolean;
}>()('Badge');
/** A picture by name. */
export const icon = component<{ name: string; color?: Color; size?: IconSize }>()('Icon');
/** A picture by address. */
export const image = component<
  Sizing & {
    src: string;
    alt?: string;
    fit?: 'cover' | 'contain' | 'fill' | 'scale-down' | 'none';
    position?:
      | 'top left'
      | 'top'
      | 'top right'
      | 'left'
      | 'center'
      | 'right'
      | 'bottom left'
      | 'bottom'
      | 'bottom right';
    radius?: Radius;
    frame?: boolean;
    flush?: boolean;
    margin?: Spacing;
    background?: Color;
    flex?: Length;
  }
>()('Image');
/** Something to press. */
export const button = component<{
  label?: string;
  onClickAction?: ActionConfig;
  submit?: boolean;
  iconStart?: string;
  iconEnd?: string;
  iconSize?: 'sm' | 'md' | 'lg' | 'xl' | '2xl';
  style?: 'primary' | 'secondary';
  color?: 'primary' | 'secondary' | 'info' | 'discovery' | 'success' | 'caution' | 'warning' | 'danger';
  variant?: ControlVariant;
  size?: ControlSize;
  pill?: boolean;
  uniform?: boolean;
  block?: boolean;
  disabled?: boolean;
}>()('Button');
