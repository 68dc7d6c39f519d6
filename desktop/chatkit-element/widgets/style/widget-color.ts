import { isObject, lookUp } from '../../protocol/json-fields.ts';

const TEXT: Readonly<Record<string, string>> = {
  prose: 'var(--color-text)',
  primary: 'var(--color-text)',
  emphasis: 'var(--color-text)',
  secondary: 'var(--color-text-secondary)',
  tertiary: 'var(--color-text-tertiary)',
  success: 'var(--color-success-text)',
  warning: 'var(--color-warning-text)',
  caution: 'var(--color-warning-text)',
  danger: 'var(--color-danger-text)',
  info: 'var(--color-info-text)',
  discovery: 'var(--discovery-text)',
};

const SURFACE: Readonly<Record<string, string>> = {
  surface: 'var(--color-surface)',
  'surface-secondary': 'var(--color-surface-sunken)',
  'surface-tertiary': 'var(--color-surface-hover)',
  'surface-elevated': 'var(--color-surface-raised)',
  'surface-elevated-secondary': 'var(--color-surface-hover)',
};

const LINE: Readonly<Record<string, string>> = {
  default: 'var(--color-border)',
  subtle: 'var(--color-border-subtle)',
  strong: 'var(--color-border-strong)',
};

const HUES: Readonly<Record<string, number>> = {
  red: 25,
  orange: 52,
  yellow: 92,
  green: 150,
  teal: 185,
  blue: 255,
  purple: 300,
  pink: 350,
};

/** What a color is used for decides what its tokens mean. */
export type ColorUse = 'text' | 'surface' | 'line';

/** A color of a widget as CSS: a token, a hue with a step, a pair for both themes, or plain CSS. Undefined when unsafe. */
export function cssColor(value: unknown, use: ColorUse): string | undefined {
  if (isObject(value)) {
    const light = cssColor(value.light, use);
    const dark = cssColor(value.dark, use);
    return light !== undefined && dark !== undefined ? `light-dark(${light}, ${dark})` : (light ?? dark);
  }
  if (typeof value !== 'string') return undefined;
  const tokens = { text: TEXT, surface: SURFACE, line: LINE }[use];
  const token = lookUp(tokens, value);
  if (token !== undefined) return token;
  const primitive = /^([a-z]+)-(25|50|[1-9]00|950)$/.exec(value);
  if (primitive) return primitiveColor(primitive[1] ?? '', Number(primitive[2]));
  // Anything that could fetch something is refused: a color must not carry data out.
  return /url|image|src|element|;/i.test(value) ? undefined : value;
}

function primitiveColor(name: string, step: number): string | undefined {
  const lightness = 0.985 - (step / 1000) * 0.8;
  if (name === 'gray') return `oklch(${lightness} 0.006 265)`;
  const hue = lookUp(HUES, name);
  if (hue === undefined) return undefined;
  const chroma = 0.19 * Math.sin(Math.PI * Math.min(1, 0.08 + step / 1100));
  return `oklch(${lightness} ${chroma.toFixed(3)} ${hue})`;
}
