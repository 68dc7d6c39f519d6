import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { isPermissionGranted } from './permission-policy.ts';

vi.mock('electron', () => ({}));

const ORIGINS = [
  'parley://app/',
  'parley://app/tasks',
  'https://cdn.platform.openai.com/',
  'https://cdn.platform.openai.com.evil.example/',
  'http://cdn.platform.openai.com/',
  'https://evil.example/',
  'parley://evil/',
  'null',
  '',
  undefined,
];

/** Every permission the installed Electron knows: a new one fails this test until somebody decides about it. */
function knownPermissions(): string[] {
  const types = readFileSync(
    fileURLToPath(new URL('../../../node_modules/electron/electron.d.ts', import.meta.url)),
    'utf8',
  );
  const [, union] =
    /setPermissionRequestHandler\(handler: \(\(webContents: WebContents, permission: ([^,]+),/.exec(types) ?? [];
  return [...(union ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name ?? '');
}

describe('E-05 the permission policy', () => {
  it('knows the permissions of the Electron that is installed', () => {
    expect(knownPermissions()).toHaveLength(46);
  });

  it.each(knownPermissions())('decides about %s', (permission) => {
    const granted = ORIGINS.filter((origin) => isPermissionGranted(permission, origin));
    expect(granted).toEqual(
      permission === 'clipboard-sanitized-write'
        ? ['parley://app/', 'parley://app/tasks', 'https://cdn.platform.openai.com/']
        : [],
    );
  });
});
