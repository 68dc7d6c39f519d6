import { describe, expect, it } from 'vitest';
import { SPOKEN_LANGUAGES } from '../../spoken-language.ts';
import { createTrayTooltip } from '../menus/tray-tooltip.ts';
import { NATIVE_MESSAGES, createSpeech } from './speech.ts';

/** Every text of a catalogue by its path; what takes values is called with some. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value(3))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}.${key}`));
}

const WORST = {
  account: { id: 'a', userId: 'u', name: 'n', email: 'e', server: 's' },
  connection: 'server_away',
  queuedQuickAdds: 0,
  update: { status: 'ready', version: '1.2.3' },
} as const;

describe('E-74 native texts', () => {
  it('start in the system’s language, and follow the page from then on', () => {
    const speech = createSpeech(() => ['ja-JP', 'de-AT']);
    expect([speech.language(), speech.locale()]).toEqual(['de', 'de-AT']);
    speech.use('fr');
    expect([speech.messages().menu.undo, speech.locale()]).toEqual(['Annuler', 'fr']);
  });

  it('are English where nobody’s language is spoken', () => {
    expect(createSpeech(() => ['ja-JP']).messages().menu.undo).toBe('Undo');
    expect(createSpeech(() => []).language()).toBe('en');
  });

  it.for(SPOKEN_LANGUAGES)('say everything in %s', (language) => {
    const texts = textsOf(NATIVE_MESSAGES[language]);
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter(([, text]) => text.trim() === '' || /undefined|NaN|\[object/.test(text))).toEqual([]);
  });

  it.for(SPOKEN_LANGUAGES.filter((language) => language !== 'en'))('leave no sentence in English in %s', (language) => {
    const english = new Map(textsOf(NATIVE_MESSAGES.en));
    const untranslated = textsOf(NATIVE_MESSAGES[language]).filter(
      ([path, text]) => text.includes(' ') && text === english.get(path),
    );
    expect(untranslated).toEqual([]);
  });

  it.for(SPOKEN_LANGUAGES)('E-61 need no more than 64 characters for the tooltip in %s', (language) => {
    const { tooltip } = NATIVE_MESSAGES[language];
    const text = createTrayTooltip(WORST, { count: 100, overdue: 0, next: [] }, tooltip);
    expect(text.length).toBeLessThanOrEqual(64);
    expect(text.endsWith(tooltip.updateReady), text).toBe(true);
  });

  it.for(SPOKEN_LANGUAGES)('E-61 do not call due today what is late, in %s', (language) => {
    const { tooltip } = NATIVE_MESSAGES[language];
    const calm = { ...WORST, connection: 'online', update: { status: 'checking' } } as const;
    const say = (count: number, overdue: number) => createTrayTooltip(calm, { count, overdue, next: [] }, tooltip);
    expect(say(6, 2)).toBe(`Parley: ${tooltip.due(4)}, ${tooltip.overdue(2)}`);
    expect(say(2, 2)).toBe(`Parley: ${tooltip.overdue(2)}`);
    expect(say(0, 0)).toBe(`Parley: ${tooltip.due(0)}`);
  });

  it.for(SPOKEN_LANGUAGES)('have one access key per menu of the menu bar in %s', (language) => {
    const { file, edit, view, window, help } = NATIVE_MESSAGES[language].menu;
    const keys = [file, edit, view, window, help].map((label) => /&(.)/u.exec(label)?.[1]?.toLowerCase());
    expect(new Set(keys).size).toBe(5);
    expect(keys).not.toContain(undefined);
  });
});
