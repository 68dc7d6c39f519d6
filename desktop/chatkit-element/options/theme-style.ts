import type { ChatKitOptions, ColorOption, FontObject, ThemeOption } from '@openai/chatkit';
import type { CSSProperties } from 'react';

/** How a theme option is put on the root of the shadow tree. */
export type ThemeStyle = {
  attributes: { 'data-theme': string; 'data-radius': string; 'data-density': string };
  style: CSSProperties;
  /** Font faces to declare; empty when the theme has none. */
  fontCss: string;
};

/** Turns the theme option into attributes and custom properties; the design tokens do the rest. */
export function themeStyle(theme: ChatKitOptions['theme']): ThemeStyle {
  const option: ThemeOption = typeof theme === 'string' ? { colorScheme: theme } : (theme ?? {});
  const scheme = option.colorScheme ?? 'light';
  const { baseSize, fontFamily, fontFamilyMono, fontSources = [] } = option.typography ?? {};
  const style: Record<string, string> = {
    ...colorVariables(option.color ?? {}, scheme),
    ...(baseSize !== undefined && { '--font-base': `${baseSize}px` }),
    ...(fontFamily !== undefined && { '--font-sans': fontFamily }),
    ...(fontFamilyMono !== undefined && { '--font-mono': fontFamilyMono }),
  };
  return {
    attributes: {
      'data-theme': scheme,
      'data-radius': option.radius ?? 'pill',
      'data-density': option.density ?? 'normal',
    },
    style,
    fontCss: fontSources.map(fontFaceOf).join('\n'),
  };
}

function colorVariables({ grayscale, accent, surface }: ColorOption, scheme: 'light' | 'dark'): Record<string, string> {
  const variables: Record<string, string> = {};
  if (grayscale) {
    variables['--gray-hue'] = String(grayscale.hue);
    variables['--gray-chroma'] = String(grayscale.tint * TINT_CHROMA);
    variables['--gray-shade'] = String((grayscale.shade ?? 0) * SHADE_LIGHTNESS);
  }
  if (accent) {
    variables['--accent'] = accent.primary;
    if (accent.level >= 1) variables['--user-bubble'] = 'var(--color-accent-soft)';
    if (accent.level >= 2) variables['--user-bubble'] = 'var(--color-accent-soft-hover)';
    if (accent.level >= 3) {
      variables['--user-bubble'] = 'var(--color-accent)';
      variables['--user-bubble-text'] = 'var(--color-on-accent)';
    }
    variables['--color-on-accent'] = `oklch(from ${accent.primary} clamp(0, (0.68 - l) * 1000, 1) 0 0)`;
  }
  if (surface) {
    const { background, foreground } = surface;
    variables['--color-surface'] = background;
    variables['--color-text'] = foreground;
    variables['--color-surface-sunken'] = mix(background, foreground, 3);
    variables['--color-surface-raised'] = scheme === 'dark' ? mix(background, foreground, 5) : background;
    variables['--color-surface-hover'] = mix(background, foreground, 6);
    variables['--color-surface-active'] = mix(background, foreground, 10);
    variables['--color-text-secondary'] = mix(foreground, background, 25);
    variables['--color-text-tertiary'] = mix(foreground, background, 35);
    variables['--color-border'] = mix(background, foreground, 12);
    variables['--color-border-subtle'] = mix(background, foreground, 8);
  }
  return variables;
}

const TINT_CHROMA = 0.004;
const SHADE_LIGHTNESS = 0.008;

function mix(base: string, other: string, percent: number): string {
  return `color-mix(in oklab, ${base}, ${other} ${percent}%)`;
}

function fontFaceOf(font: FontObject): string {
  const rules = [
    `font-family:${JSON.stringify(font.family)}`,
    `src:url(${JSON.stringify(font.src)})`,
    font.weight !== undefined && `font-weight:${font.weight}`,
    font.style && `font-style:${font.style}`,
    `font-display:${font.display ?? 'swap'}`,
    font.unicodeRange && `unicode-range:${font.unicodeRange}`,
  ];
  return `@font-face{${rules.filter(Boolean).join(';')}}`;
}
