import { describe, expect, it } from 'vitest';
import { keysOf, recordAccelerator, type PressedKeys } from './accelerator.ts';

const press = (key: string, code: string, held: Partial<PressedKeys> = {}): PressedKeys => ({
  key,
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  getModifierState: () => false,
  ...held,
});

describe('E-65 recording a shortcut', () => {
  it.each([
    [press(' ', 'Space', { ctrlKey: true, shiftKey: true }), 'linux', 'Control+Shift+Space'],
    [press('k', 'KeyK', { metaKey: true }), 'mac', 'Command+K'],
    [press('k', 'KeyK', { metaKey: true }), 'windows', 'Super+K'],
    // With Option a Mac types another sign.
    [press('˚', 'KeyK', { altKey: true }), 'mac', 'Alt+K'],
    [press('!', 'Digit1', { ctrlKey: true, shiftKey: true }), 'linux', 'Control+Shift+1'],
    [press('ArrowUp', 'ArrowUp', { ctrlKey: true, altKey: true }), 'windows', 'Control+Alt+Up'],
    [press('F13', 'F13'), 'windows', 'F13'],
    [press('y', 'KeyZ', { ctrlKey: true }), 'linux', 'Control+Y'],
  ] as const)('takes the keys that were pressed (%#)', (pressed, os, accelerator) => {
    expect(recordAccelerator(pressed, os)).toEqual({ kind: 'shortcut', accelerator });
  });

  it.each([press('a', 'KeyA'), press('A', 'KeyA', { shiftKey: true }), press('F5', 'F5')])(
    'takes no key that people type with (%#)',
    (pressed) => expect(recordAccelerator(pressed, 'linux')).toEqual({ kind: 'needs_modifier' }),
  );

  it.each([
    press('Control', 'ControlLeft', { ctrlKey: true }),
    press('€', 'KeyE', { ctrlKey: true, altKey: true, getModifierState: (name) => name === 'AltGraph' }),
  ])('waits for a whole shortcut (%#)', (pressed) => {
    expect(recordAccelerator(pressed, 'windows')).toEqual({ kind: 'incomplete' });
  });

  it('writes a shortcut the way the keyboard is labelled', () => {
    expect(keysOf('Control+Shift+Space', 'linux')).toEqual(['Ctrl', 'Shift', 'Space']);
    expect(keysOf('Control+Shift+Space', 'mac')).toEqual(['⌃', '⇧', 'Space']);
    expect(keysOf('CommandOrControl+Alt+Up', 'mac')).toEqual(['⌘', '⌥', '↑']);
    expect(keysOf('Super+K', 'windows')).toEqual(['Win', 'K']);
  });
});
