import { describe, expect, it } from 'vitest';
import { toLabel } from './tray-menu.ts';

describe('A-154 a title as a label', () => {
  it.each([
    ['R&D', 'R&&D'],
    ['a\tb\nc', 'a b c'],
    ['\u202egpj.exe', 'gpj.exe'],
    [`${'long '.repeat(3000)}`, `${'long '.repeat(11)}long…`],
  ])('%j becomes %j', (title, label) => {
    expect(toLabel(title)).toBe(label);
  });

  it('is cut between characters, never inside one', () => {
    expect(toLabel('👩‍🚀'.repeat(40))).not.toMatch(/[\ud800-\udbff]$/);
  });
});
