import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRawHeader, extractFile, listPackage } from '@electron/asar';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { Platform, build, type Configuration } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildDesktop } from '../testing/build-desktop.ts';
import { findForbidden } from './after-pack.ts';
import { type PackedPlatform, makeStandInElectron } from './stand-in-electron.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const EXPECTED_FUSES = '010011001';
const MAX_ASAR_BYTES = 8 * 1024 * 1024;

async function readConfiguration(): Promise<Configuration> {
  return parse(await readFile(path.join(root, 'electron-builder.yml'), 'utf8')) as Configuration;
}

describe('electron-builder.yml', () => {
  it('passes electron-builder’s own validation', async () => {
    await expect(validateConfiguration(await readConfiguration(), new DebugLogger(false))).resolves.toBeUndefined();
  });

  it('E-19 sets every fuse that can be set', async () => {
    const { electronFuses } = await readConfiguration();
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('E-16 packs the Electron of the lockfile, 44 or later', async () => {
    const { electronVersion } = await readConfiguration();
    const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    expect(manifest.devDependencies.electron).toBe(electronVersion);
    expect(Number(electronVersion?.split('.')[0])).toBeGreaterThanOrEqual(44);
  });

  it('E-83 names the publisher in full, so that the updater checks signatures on Windows', async () => {
    const { win, forceCodeSigning, mac } = await readConfiguration();
    expect(win?.azureSignOptions?.publisherName).toMatch(/^CN=.+, O=.+, L=.+, C=.+$/);
    expect(win?.verifyUpdateCodeSignature).toBe(true);
    expect(forceCodeSigning).toBe(true);
    expect(mac?.notarize).toBe(true);
  });

  it('asks macOS for nothing but just-in-time compilation', async () => {
    const entitlements = await readFile(path.join(root, 'desktop/packaging/entitlements.mac.plist'), 'utf8');
    expect([...entitlements.matchAll(/<key>(.*?)<\/key>/g)].map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
    ]);
  });
});

describe.each<{ platform: PackedPlatform; target: Platform; program: string; resources: string }>([
  {
    platform: 'linux',
    target: Platform.LINUX,
    program: 'linux-unpacked/parley',
    resources: 'linux-unpacked/resources',
  },
  {
    platform: 'win32',
    target: Platform.WINDOWS,
    program: 'win-unpacked/Parley.exe',
    resources: 'win-unpacked/resources',
  },
  {
    platform: 'darwin',
    target: Platform.MAC,
    program: 'mac/Parley.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Electron Framework',
    resources: 'mac/Parley.app/Contents/Resources',
  },
])('the package for $platform', ({ platform, target, program, resources }) => {
  let output: string;
  const at = (file: string): string => path.join(output, file);
  const asar = (): string => at(`${resources}/app.asar`);

  beforeAll(async () => {
    await buildDesktop();
    output = await mkdtemp(path.join(tmpdir(), `parley-pack-${platform}-`));
    const { win, mac, linux, ...rest } = await readConfiguration();
    const { azureSignOptions: _signing, ...unsignedWin } = win ?? {};
    const derived: Configuration = {
      ...rest,
      forceCodeSigning: false,
      electronDist: await makeStandInElectron(at('electron'), platform),
      directories: { ...rest.directories, output },
      mac: { ...mac, identity: null, notarize: false, target: 'dir' },
      win: { ...unsignedWin, signExecutable: false, target: 'dir' },
      linux: { ...linux, target: 'dir' },
    };
    // As an object it would be merged with electron-builder.yml; as a file it stands alone.
    await writeFile(at('derived.json'), JSON.stringify(derived));
    await build({
      targets: target.createTarget('dir'),
      publish: 'never',
      projectDir: root,
      config: at('derived.json'),
    });
  }, 120_000);
  afterAll(() => rm(output, { recursive: true, force: true }));

  it('E-48 carries the fuse wire Parley expects, and no fuse nobody decided about', async () => {
    const bytes = await readFile(at(program));
    const sentinel = bytes.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
    const length = bytes[sentinel + 33] ?? 0;
    expect(length).toBe(EXPECTED_FUSES.length);
    expect(bytes.subarray(sentinel + 34, sentinel + 34 + length).toString('ascii')).toBe(EXPECTED_FUSES);
  });

  it('E-49 A-160 contains the bundles and package.json, and nothing else', () => {
    const paths = listPackage(asar(), { isPack: false });
    expect(findForbidden(paths)).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['/out/main/index.js', '/out/preload/index.cjs', '/package.json']));
  });

  it('E-47 has preloads that require nothing but electron', () => {
    for (const name of ['index.cjs', 'quick-add.cjs']) {
      const source = extractFile(asar(), `out/preload/${name}`).toString('utf8');
      expect([...source.matchAll(/require\("([^"]+)"\)/g)].map(([, what]) => what)).toEqual(['electron']);
    }
  });

  it('A-160 carries no scripts and no development dependencies in package.json', () => {
    const manifest = JSON.parse(extractFile(asar(), 'package.json').toString('utf8'));
    expect(manifest.scripts).toBeUndefined();
    expect(manifest.devDependencies).toBeUndefined();
  });

  it('stays within the size it is allowed', async () => {
    expect((await stat(asar())).size).toBeLessThan(MAX_ASAR_BYTES);
  });

  it('brings the tray icons along', async () => {
    expect(await readdir(at(`${resources}/tray`))).toEqual(
      expect.arrayContaining(['tray.png', 'trayTemplate.png', 'trayTemplate@2x.png', 'tray-for-dark.ico']),
    );
  });

  it.runIf(platform !== 'linux')('E-49 records the hash of the asar header where the system checks it', async () => {
    const hash = createHash('sha256').update(getRawHeader(asar()).headerString).digest('hex');
    const place = platform === 'darwin' ? at(`${resources}/../Info.plist`) : at(program);
    const bytes = await readFile(place);
    expect(bytes.includes(hash) || bytes.includes(Buffer.from(hash, 'utf16le'))).toBe(true);
  });

  it.runIf(platform === 'darwin')('registers the scheme and forbids plain http', async () => {
    const plist = (await readFile(at(`${resources}/../Info.plist`), 'utf8')).replaceAll(/\s+/g, '');
    expect(plist).toContain('<key>CFBundleURLSchemes</key><array><string>parley</string></array>');
    expect(plist).toContain('<key>NSAllowsArbitraryLoads</key><false/>');
    expect(plist).toContain('<key>LSMinimumSystemVersion</key><string>13.0</string>');
  });
});
