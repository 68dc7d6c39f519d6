import type { CSSProperties } from 'react';
import { isObject, lookUp, type JsonObject } from '../../protocol/json-fields.ts';
import type { WidgetNode } from '../../protocol/thread-item.ts';
import { cssColor } from './widget-color.ts';

/** One spacing unit of the protocol in pixels. */
const UNIT = 4;

const ALIGN: Readonly<Record<string, string>> = {
  start: 'flex-start',
  center: 'center',
  end: 'flex-end',
  baseline: 'baseline',
  stretch: 'stretch',
};

const JUSTIFY: Readonly<Record<string, string>> = {
  start: 'flex-start',
  center: 'center',
  end: 'flex-end',
  between: 'space-between',
  around: 'space-around',
  evenly: 'space-evenly',
  stretch: 'stretch',
};

const RADII: Readonly<Record<string, string>> = {
  none: '0',
  '2xs': '2px',
  xs: 'var(--radius-xs)',
  sm: 'var(--radius-sm)',
  md: 'var(--radius-md)',
  lg: 'var(--radius-lg)',
  xl: 'var(--radius-xl)',
  '2xl': '20px',
  '3xl': 'var(--radius-2xl)',
  '4xl': '32px',
  full: 'var(--radius-full)',
  '100%': '100%',
};

/** The style of a container: how it lays out its children, and how large and how framed it is. */
export function boxStyle(node: WidgetNode, direction: 'row' | 'column'): CSSProperties {
  return {
    ...flexStyle(node, direction),
    ...blockStyle(node),
    ...borderStyle(node.border),
    ...spacingStyle('padding', node.padding),
    background: cssColor(node.background, 'surface'),
  };
}

/** How children are laid out. */
export function flexStyle(node: WidgetNode, direction: 'row' | 'column'): CSSProperties {
  return {
    display: 'flex',
    flexDirection: direction,
    alignItems: lookUp(ALIGN, node.align) ?? (direction === 'row' ? 'center' : undefined),
    justifyContent: lookUp(JUSTIFY, node.justify),
    flexWrap: node.wrap === 'wrap' || node.wrap === 'wrap-reverse' ? node.wrap : undefined,
    gap: spaceOf(node.gap),
    ...(isLength(node.flex) && { flex: node.flex }),
  };
}

/** How large something is, how round and how far from others. Numbers are pixels. */
export function blockStyle(node: WidgetNode): CSSProperties {
  return {
    width: sizeOf(node.width ?? node.size),
    height: sizeOf(node.height ?? node.size),
    minWidth: sizeOf(node.minWidth ?? node.minSize),
    minHeight: sizeOf(node.minHeight ?? node.minSize),
    maxWidth: sizeOf(node.maxWidth ?? node.maxSize),
    maxHeight: sizeOf(node.maxHeight ?? node.maxSize),
    aspectRatio: isLength(node.aspectRatio) ? node.aspectRatio : undefined,
    borderRadius: lookUp(RADII, node.radius),
    ...spacingStyle('margin', node.margin),
  };
}

/** Space on one or all sides, in spacing units or CSS. */
export function spacingStyle(property: 'padding' | 'margin', value: unknown): CSSProperties {
  if (!isObject(value)) return { [property]: spaceOf(value) };
  return {
    [`${property}Top`]: spaceOf(value.top ?? value.y),
    [`${property}Bottom`]: spaceOf(value.bottom ?? value.y),
    [`${property}Left`]: spaceOf(value.left ?? value.x),
    [`${property}Right`]: spaceOf(value.right ?? value.x),
  };
}

/** A spacing value as CSS. */
export function spaceOf(value: unknown): string | undefined {
  if (typeof value === 'number') return `${value * UNIT}px`;
  return typeof value === 'string' ? value : undefined;
}

/** A size as CSS. */
export function sizeOf(value: unknown): string | undefined {
  if (typeof value === 'number') return `${value}px`;
  return typeof value === 'string' ? value : undefined;
}

/** A border on one or all sides. */
export function borderStyle(value: unknown): CSSProperties {
  const isPerSide = isObject(value) && value.size === undefined;
  if (!isPerSide) return { border: lineOf(value) };
  const side = (name: string, axis: string) => lineOf(value[name] ?? value[axis]);
  return {
    borderTop: side('top', 'y'),
    borderBottom: side('bottom', 'y'),
    borderLeft: side('left', 'x'),
    borderRight: side('right', 'x'),
  };
}

function lineOf(value: unknown): string | undefined {
  const border: JsonObject = isObject(value) ? value : { size: value };
  if (typeof border.size !== 'number') return undefined;
  const style = typeof border.style === 'string' && /^[a-z]+$/.test(border.style) ? border.style : 'solid';
  return `${border.size}px ${style} ${cssColor(border.color, 'line') ?? 'var(--color-border)'}`;
}

function isLength(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}
