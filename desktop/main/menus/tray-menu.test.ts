import { describe, expect, it } from 'vitest';
import { describeTray } from './describe-tray.ts';
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

describe('E-62 the GUID that keeps the icon in its place', () => {
  it.each([
    ['win32', true, 2],
    ['win32', false, 1],
    ['darwin', true, 1],
    ['linux', true, 1],
  ] as const)('on %s, in a build that is signed: %s, makes %i arguments', (platform, isSigned, length) => {
    expect(describeTray('icon', platform, isSigned)).toHaveLength(length);
  });
});
