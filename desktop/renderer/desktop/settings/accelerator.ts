import type { DesktopShell } from '../../platform/platform.ts';

type Os = DesktopShell['os'];

/** A pressed key, as far as a shortcut cares. */
export type PressedKeys = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'getModifierState'
>;

/** What pressing keys comes to: a shortcut, one that lacks a modifier, or nothing yet. */
export type Recorded = { kind: 'shortcut'; accelerator: string } | { kind: 'needs_modifier' } | { kind: 'incomplete' };

/** Keys the shell calls differently from the browser. */
const NAMES: Record<string, string> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Enter: 'Return',
};
const NAMED = new Set(['Home', 'End', 'PageUp', 'PageDown', 'Insert', 'Delete', 'Backspace']);
const MODIFIERS = new Set(['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'OS', 'Fn', 'CapsLock', 'Dead', 'Process']);

const MAC_SIGNS: Record<string, string> = { Control: '⌃', Alt: '⌥', Shift: '⇧', Command: '⌘', Super: '⌘' };
const SIGNS: Record<string, string> = { Up: '↑', Down: '↓', Left: '←', Right: '→', Plus: '+' };

/** Reads a shortcut from the keys held down, in the words the shell understands. */
export function recordAccelerator(pressed: PressedKeys, os: Os): Recorded {
  const key = keyOf(pressed);
  // AltGr types characters; it is no modifier of its own.
  if (key === null || pressed.getModifierState('AltGraph')) return { kind: 'incomplete' };
  const modifiers = [
    pressed.ctrlKey && 'Control',
    pressed.altKey && 'Alt',
    pressed.shiftKey && 'Shift',
    pressed.metaKey && (os === 'mac' ? 'Command' : 'Super'),
  ].filter((modifier) => modifier !== false);
  // Shift alone is how capitals are typed; the keys past F12 are there for nothing else.
  const isEnough = pressed.ctrlKey || pressed.altKey || pressed.metaKey || /^F(1[3-9]|2[0-4])$/.test(key);
  return isEnough ? { kind: 'shortcut', accelerator: [...modifiers, key].join('+') } : { kind: 'needs_modifier' };
}

/** The system whose keys a page in a browser names; only a Mac has others. */
export function osOfPage(): Os {
  return /^(?:Mac|iP)/.test(navigator.platform) ? 'mac' : 'linux';
}

/** The keys of a shortcut as people read them on their keyboard. */
export function keysOf(accelerator: string, os: Os): string[] {
  return accelerator.split('+').map((part) => {
    const name = part === 'CommandOrControl' ? (os === 'mac' ? 'Command' : 'Control') : part;
    if (os === 'mac') return MAC_SIGNS[name] ?? SIGNS[name] ?? name;
    if (name === 'Control') return 'Ctrl';
    return name === 'Super' && os === 'windows' ? 'Win' : (SIGNS[name] ?? name);
  });
}

function keyOf({ key, code }: PressedKeys): string | null {
  if (MODIFIERS.has(key)) return null;
  if (code === 'Space') return 'Space';
  // With Alt a letter may arrive as another sign, with Shift a digit; the key itself is what counts.
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const position = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  if (position !== undefined) return position;
  if (/^F([1-9]|1\d|2[0-4])$/.test(key) || /^[,./;'\]\\=`[-]$/.test(key)) return key;
  return NAMES[key] ?? (NAMED.has(key) ? key : null);
}
