import type { ChatKitOptions } from '@openai/chatkit';
import { describe, expect, test } from 'vitest';
import { findViolation, pickerAcceptOf, sizeLimitOf } from './attachment-rules.ts';
import { checkOptions } from './check-options.ts';
import { IntegrationError } from './integration-error.ts';
import { themeStyle } from './theme-style.ts';

/** Options as a page without types may pass them. */
function untyped(json: object): ChatKitOptions {
  return JSON.parse(JSON.stringify(json));
}

const api = { url: '/chat', domainKey: 'x' };

describe('checking options', () => {
  test('accepts what is documented and names unknown keys', () => {
    expect(checkOptions({ api, theme: 'dark', composer: { tools: [] } }).unknownKeys).toEqual([]);
    expect(checkOptions(untyped({ api: { url: '/chat' }, colour: 'red' })).unknownKeys).toEqual(['colour']);
  });

  test.each([
    [{}, 'api is required'],
    [{ api: { domainKey: 'x' } }, 'api.url'],
    [{ api: { url: '/c', fetch: 'no' } }, 'api.fetch'],
    [{ api, theme: 'blue' }, 'theme'],
    [{ api, theme: { colorScheme: 'system' } }, 'colorScheme'],
    [{ api, header: true }, 'header'],
    [{ api, startScreen: { prompts: {} } }, 'startScreen.prompts'],
    [{ api, locale: 7 }, 'locale'],
    [{ api, composer: { attachments: { enabled: true } } }, 'uploadStrategy'],
  ])('refuses %j', (options, message) => {
    expect(() => checkOptions(untyped(options))).toThrow(message);
  });

  test('refuses the hosted backend as unsupported', () => {
    const options: ChatKitOptions = { api: { getClientSecret: async () => 's' } };
    expect(() => checkOptions(options)).toThrow(IntegrationError);
  });
});

describe('attachment rules', () => {
  const file = (name: string, type: string, size = 1) => ({ name, type, size });

  test('measure by the matching pattern, then "*" or an empty key, then 100 MiB', () => {
    const default100 = 100 * 1024 * 1024;
    expect(sizeLimitOf(undefined, 'image/png')).toBe(default100);
    expect(sizeLimitOf(5, 'image/png')).toBe(5);
    expect(sizeLimitOf({ 'image/*': 1, 'image/png': 2, '*': 3 }, 'image/png')).toBe(2);
    expect(sizeLimitOf({ 'image/*': 1, '*': 3 }, 'image/gif')).toBe(1);
    expect(sizeLimitOf({ 'image/*': 1, '*': 3 }, 'text/plain')).toBe(3);
    expect(sizeLimitOf({ 'image/*': 1, '': 4 }, 'text/plain')).toBe(4);
    expect(sizeLimitOf({ 'image/*': 1 }, 'text/plain')).toBe(default100);
  });

  test('accept by type or by extension, and name the first rule that is broken', () => {
    const rules = { enabled: true, accept: { 'image/*': ['.png'], 'text/csv': ['.CSV'] }, maxSize: 10, maxCount: 2 };
    expect(findViolation(rules, file('a.jpg', 'image/jpeg'), 0)).toBeNull();
    expect(findViolation(rules, file('a.csv', ''), 1)).toBeNull();
    expect(findViolation(rules, file('a.exe', 'application/x-msdownload'), 0)).toEqual({ reason: 'type' });
    expect(findViolation(rules, file('a.png', 'image/png', 11), 0)).toEqual({ reason: 'size', limit: 10 });
    expect(findViolation(rules, file('a.png', 'image/png'), 2)).toEqual({ reason: 'count', limit: 2 });
    expect(findViolation({ enabled: true }, file('a', ''), 10)).toEqual({ reason: 'count', limit: 10 });
    expect(pickerAcceptOf(rules.accept)).toBe('image/*,text/csv,.png,.CSV');
  });
});

test('turns a theme into attributes, variables and font faces', () => {
  expect(themeStyle(undefined).attributes).toEqual({
    'data-theme': 'light',
    'data-radius': 'pill',
    'data-density': 'normal',
  });
  const { attributes, style, fontCss } = themeStyle({
    colorScheme: 'dark',
    radius: 'sharp',
    density: 'compact',
    typography: {
      baseSize: 18,
      fontFamily: 'Inter',
      fontSources: [{ family: 'Inter', src: '/inter.woff2', weight: 400 }],
    },
    color: {
      grayscale: { hue: 120, tint: 5, shade: -2 },
      accent: { primary: '#f00', level: 3 },
      surface: { background: '#111', foreground: '#eee' },
    },
  });
  expect(attributes).toEqual({ 'data-theme': 'dark', 'data-radius': 'sharp', 'data-density': 'compact' });
  expect(style).toMatchObject({
    '--font-base': '18px',
    '--font-sans': 'Inter',
    '--gray-hue': '120',
    '--gray-chroma': '0.02',
    '--accent': '#f00',
    '--user-bubble': 'var(--color-accent)',
    '--color-surface': '#111',
    '--color-text': '#eee',
  });
  expect(fontCss).toBe('@font-face{font-family:"Inter";src:url("/inter.woff2");font-weight:400;font-display:swap}');
});
