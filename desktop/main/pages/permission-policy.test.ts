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

const TYPES = readFileSync(
  fileURLToPath(new URL('../../../node_modules/electron/electron.d.ts', import.meta.url)),
  'utf8',
);

/** What section 1.6 of the policy says about each permission Electron 45 knows. A new one has to be put here by hand. */
const CLASSIFIED: Record<
  'copying' | 'devices' | 'sight and sound' | 'screen' | 'storage' | 'network' | 'other',
  string[]
> = {
  copying: ['clipboard-sanitized-write', 'clipboard-read', 'deprecated-sync-clipboard-read'],
  devices: ['hid', 'serial', 'usb', 'midi', 'midiSysex', 'nfc', 'smart-card', 'sensors', 'web-printing'],
  'sight and sound': ['media', 'mediaKeySystem', 'speaker-selection', 'display-capture', 'captured-surface-control'],
  screen: [
    'ar',
    'vr',
    'hand-tracking',
    'fullscreen',
    'automatic-fullscreen',
    'pointerLock',
    'keyboardLock',
    'window-management',
    'screen-wake-lock',
    'system-wake-lock',
    'idle-detection',
    'notifications',
    'local-fonts',
  ],
  storage: ['fileSystem', 'storage-access', 'top-level-storage-access', 'persistent-storage'],
  network: [
    'local-network',
    'local-network-access',
    'loopback-network',
    'background-fetch',
    'background-sync',
    'periodic-background-sync',
  ],
  other: [
    'geolocation',
    'geolocation-approximate',
    'openExternal',
    'payment-handler',
    'web-app-installation',
    'unknown',
  ],
};

/** The permissions in the signature of one of the installed Electron's handlers. */
function permissionsOf(handler: 'setPermissionRequestHandler' | 'setPermissionCheckHandler'): string[] {
  const [, union] =
    new RegExp(`${handler}\\(handler: \\(\\(webContents: [^:]+, permission: ([^,]+),`).exec(TYPES) ?? [];
  return [...(union ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name ?? '');
}

describe('E-05 the permission policy', () => {
  it.each(['setPermissionRequestHandler', 'setPermissionCheckHandler'] as const)(
    'has classified everything %s may be asked about',
    (handler) => {
      expect(permissionsOf(handler).toSorted()).toEqual(Object.values(CLASSIFIED).flat().toSorted());
    },
  );

  it.each(Object.values(CLASSIFIED).flat())('E-39 decides about %s', (permission) => {
    const granted = ORIGINS.filter((origin) => isPermissionGranted(permission, origin));
    expect(granted).toEqual(
      permission === 'clipboard-sanitized-write'
        ? ['parley://app/', 'parley://app/tasks', 'https://cdn.platform.openai.com/']
        : [],
    );
  });

  it('E-39 lets a frame copy in our page alone', () => {
    const frame = 'https://cdn.platform.openai.com/';
    expect(isPermissionGranted('clipboard-sanitized-write', frame, 'parley://app/')).toBe(true);
    for (const embedder of ['https://evil.example/', 'parley://evil/', 'null', '']) {
      expect(isPermissionGranted('clipboard-sanitized-write', frame, embedder), embedder).toBe(false);
    }
  });
});
