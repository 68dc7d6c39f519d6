/** A colour per theme. */
type ThemeColor = { light: string; dark: string };
/** A token such as `secondary`, a primitive such as `red-100`, any CSS colour, or one per theme. */
export type Color = string | ThemeColor;
/** Across the direction of a container. */
export type Alignment = 'start' | 'center' | 'end' | 'baseline' | 'stretch';
/** Along the direction of a container. */
export type Justification = 'start' | 'center' | 'end' | 'between' | 'around' | 'evenly' | 'stretch';
/** How round corners are. */
export type Radius = '2xs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl' | '4xl' | 'full' | '100%' | 'none';
/** How much a control stands out. */
export type ControlVariant = 'solid' | 'soft' | 'outline' | 'ghost';
/** How large a control is. */
export type ControlSize = '3xs' | '2xs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl';
/** The room at the sides of a field. */
export type GutterSize = '2xs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl';
/** Where lines of text begin. */
export type TextAlign = 'start' | 'center' | 'end';
/** How large text is. */
export type TextSize = 'xs' | 'sm' | 'md' | 'lg' | 'xl';
/** How large a heading is. */
export type TitleSize = 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl' | '4xl' | '5xl';
/** How large small print is. */
export type CaptionSize = 'sm' | 'md' | 'lg';
/** How large an icon is. */
export type IconSize = 'xs' | 'sm' | 'md' | 'lg' | 'xl' | '2xl' | '3xl';
/** How bold text is. */
export type Weight = 'normal' | 'medium' | 'semibold' | 'bold';
/** Which theme a widget has, whatever the page has. */
export type WidgetTheme = 'light' | 'dark';

/** Spacing units as a number, CSS as a string. */
export type Length = number | string;
/** One length for all sides, or one for each. */
export type Spacing = Length | { top?: Length; right?: Length; bottom?: Length; left?: Length; x?: Length; y?: Length };

/** One line around something: pixels, or more about it. */
type Border =
  | number
  | {
      size: number;
      color?: Color;
      style?: 'solid' | 'dashed' | 'dotted' | 'double' | 'groove' | 'ridge' | 'inset' | 'outset';
    };
/** One border for all sides, or one for each. */
export type Borders = Border | { top?: Border; right?: Border; bottom?: Border; left?: Border; x?: Border; y?: Border };

/** How large something is; numbers are pixels. */
export type Sizing = {
  width?: Length;
  height?: Length;
  size?: Length;
  minWidth?: Length;
  minHeight?: Length;
  minSize?: Length;
  maxWidth?: Length;
  maxHeight?: Length;
  maxSize?: Length;
  aspectRatio?: Length;
};
