import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { extractFile, listPackage } from '@electron/asar';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { Platform, build, type Configuration } from 'electron-builder';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildDesktop } from '../testing/build-desktop.ts';
import { startUpdateFeed } from '../testing/update-feed.ts';
import { parseUpdateFile } from '../main/updates/update-file.ts';
import { readUpdateConfig } from '../main/updates/update-config.ts';
import { findForbidden } from './after-pack.ts';
import { EXPECTED_FUSES, LAYOUT, type PackedPlatform, checkPackage, readFuseWires } from './check-package.ts';
import { makeStandInElectron } from './stand-in-electron.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const UNPACKED: Record<PackedPlatform, string> = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' };

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

  it('E-68 is named on Windows as the app names itself', async () => {
    const { appId } = await readConfiguration();
    const main = await readFile(path.join(root, 'desktop/main/main.ts'), 'utf8');
    expect(main).toContain(`setAppUserModelId('${appId}')`);
  });

  it('has its icons in every size each system asks for', async () => {
    const icons = path.join(root, 'desktop/packaging/icons');
    const ico = await readFile(path.join(icons, 'icon.ico'));
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico.readUInt8(6 + 16 * index) || 256);
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
    const icns = await readFile(path.join(icons, 'icon.icns'));
    const types: string[] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) types.push(icns.toString('ascii', at, at + 4));
    expect(types).toEqual(expect.arrayContaining(['icp4', 'icp5', 'ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic14']));
    for (const name of await readdir(path.join(icons, 'linux'))) {
      const png = await readFile(path.join(icons, 'linux', name));
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}.png`).toBe(name);
    }
  });

  it('asks macOS for nothing but just-in-time compilation', async () => {
    const entitlements = await readFile(path.join(root, 'desktop/packaging/entitlements.mac.plist'), 'utf8');
    expect([...entitlements.matchAll(/<key>(.*?)<\/key>/g)].map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
    ]);
  });
});

describe.each<{ platform: PackedPlatform; target: Platform }>([
  { platform: 'linux', target: Platform.LINUX },
  { platform: 'win32', target: Platform.WINDOWS },
  { platform: 'darwin', target: Platform.MAC },
])('the package for $platform', ({ platform, target }) => {
  let output: string;
  const packed = (): string => path.join(output, UNPACKED[platform]);
  const resources = (file: string): string => path.join(packed(), LAYOUT[platform].resources, file);
  const asar = (): string => resources('app.asar');

  beforeAll(async () => {
    await buildDesktop();
    output = await mkdtemp(path.join(tmpdir(), `parley-pack-${platform}-`));
    const at = (file: string): string => path.join(output, file);
    const { win, mac, linux, ...rest } = await readConfiguration();
    await writeFile(at('after-pack.mjs'), afterPackAndWhatInstallersAdd(output));
    const { azureSignOptions, ...unsignedWin } = win ?? {};
    const derived: Configuration = {
      ...rest,
      forceCodeSigning: false,
      afterPack: at('after-pack.mjs'),
      electronDist: await makeStandInElectron(at('electron'), platform),
      directories: { ...rest.directories, output },
      mac: { ...mac, identity: null, notarize: false, target: 'dir' },
      win: {
        ...unsignedWin,
        // Signing by Azure needs PowerShell before it says the name it was given.
        signtoolOptions: { publisherName: azureSignOptions?.publisherName ?? null },
        signExecutable: false,
        target: 'dir',
      },
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

  it('E-48 E-49 A-160 is what it should be: fuses, contents, integrity, size, licences', async () => {
    expect(await checkPackage(platform, packed())).toEqual([]);
    const wires = readFuseWires(await readFile(path.join(packed(), LAYOUT[platform].fuses)));
    expect(wires).toEqual([EXPECTED_FUSES]);
    expect(EXPECTED_FUSES).toHaveLength(9);
  });

  it('E-48 E-49 A-149 is found out when anything of that was changed', async () => {
    const changed = path.join(output, 'changed');
    await cp(packed(), changed, { recursive: true, verbatimSymlinks: true });
    const at = (file: string): string => path.join(changed, file);
    const program = await readFile(at(LAYOUT[platform].fuses));
    program[program.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX') + 34] = '1'.charCodeAt(0);
    await writeFile(at(LAYOUT[platform].fuses), program);
    const header = await readFile(path.join(changed, LAYOUT[platform].resources, 'app.asar'));
    // A name inside of the header.
    header.write('oux', header.indexOf('"out"') + 1);
    await writeFile(path.join(changed, LAYOUT[platform].resources, 'app.asar'), header);
    await rm(path.join(changed, LAYOUT[platform].resources, 'licenses'), { recursive: true });
    const problems = await checkPackage(platform, changed);
    expect(problems.join()).toMatch(/its fuses are 110011001.*nobody meant.*licences are missing/);
    if (platform !== 'linux') expect(problems.join()).toContain('hash of app.asar');
    await rm(changed, { recursive: true });
  });

  it('E-49 A-160 contains the bundles and package.json, and nothing else', () => {
    const paths = listPackage(asar(), { isPack: false });
    expect(findForbidden(paths)).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['/out/main/index.js', '/out/preload/index.cjs', '/package.json']));
    expect(findForbidden(['/out/main/index.js.map', '/.env', '/server/app.ts', '/node_modules/x/y.js'])).toHaveLength(
      4,
    );
  });

  it('A-160 contains no secret, no address of a development server, and no code made from text in its pages', () => {
    const secret = /-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pous]_\w{36}|\bsk-[\w-]{20,}/;
    for (const file of listPackage(asar(), { isPack: false }).filter((each) =>
      /\.(?:c?js|html|css|json)$/.test(each),
    )) {
      const source = extractFile(asar(), file.slice(1)).toString('utf8');
      expect(source, file).not.toMatch(secret);
      expect(source, file).not.toMatch(/localhost:\d|127\.0\.0\.1:5\d{3}/);
      if (!file.startsWith('/out/main/')) expect(source, file).not.toMatch(/\beval\(|new Function\(/);
    }
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

  it('E-82 E-83 knows where its updates come from, and on Windows whose signature they need', async () => {
    const config = await readUpdateConfig(resources('app-update.yml'), platform);
    expect(config.url).toMatch(/^https:/);
    // Several would be answered with all of the file by the host the release workflow publishes to.
    expect(config.useMultipleRangeRequest).toBe(false);
    expect(config.publisherName).toEqual(platform === 'win32' ? ['CN=Parley Ltd, O=Parley Ltd, L=Dublin, C=IE'] : []);
  });

  it('E-81 is described to the channel of its version, and to those below', async () => {
    const system = { linux: '-linux', win32: '', darwin: '-mac' }[platform];
    expect(JSON.parse(await readFile(path.join(output, 'update-files'), 'utf8'))).toEqual({
      '1.2.0': [`latest${system}.yml`, `alpha${system}.yml`, `beta${system}.yml`],
      '1.2.0-beta.1': [`beta${system}.yml`, `alpha${system}.yml`],
    });
  });

  it('brings the tray icons along, and the licences of all that is inside', async () => {
    expect(await readdir(resources('tray'))).toEqual(
      expect.arrayContaining(['tray.png', 'trayTemplate.png', 'trayTemplate@2x.png', 'tray-for-dark.ico']),
    );
    const [main, pages] = await Promise.all(
      ['main.md', 'pages.md'].map((name) => readFile(resources(`licenses/${name}`), 'utf8')),
    );
    for (const name of ['electron-updater', 'pino', 'yaml', 'zod']) expect(main).toContain(`## ${name} - `);
    for (const name of ['react', '@openai/chatkit-react', 'lucide-react']) expect(pages).toContain(`## ${name} - `);
    expect(await readFile(resources('licenses/parley.txt'), 'utf8')).toContain('MIT License');
  });

  it.runIf(platform === 'darwin')('registers the scheme and forbids plain http', async () => {
    const plist = (await readFile(path.join(packed(), LAYOUT.darwin.integrity), 'utf8')).replaceAll(/\s+/g, '');
    expect(plist).toContain('<key>CFBundleURLSchemes</key><array><string>parley</string></array>');
    expect(plist).toContain('<key>NSAllowsArbitraryLoads</key><false/>');
    // Squirrel fetches from a server of the app itself.
    expect(plist).toContain('<key>NSAllowsLocalNetworking</key><true/>');
    expect(plist).toContain('<key>LSMinimumSystemVersion</key><string>13.0</string>');
  });

  it.runIf(platform === 'linux')('has a desktop file that links, windows and the dock find it by', async () => {
    const entry = await readFile(path.join(output, 'desktop-entry'), 'utf8');
    const { desktopName } = JSON.parse(extractFile(asar(), 'package.json').toString('utf8'));
    expect(desktopName).toBe('parley.desktop');
    for (const line of [
      'MimeType=x-scheme-handler/parley;',
      'StartupWMClass=parley',
      'Categories=Office;',
      'Icon=parley',
    ])
      expect(entry.split('\n')).toContain(line);
    expect(entry).toMatch(/^Exec=\S+\/parley %U$/m);
  });

  it.runIf(platform === 'linux')('E-04 has an AppImage that menus start with its sandbox', async () => {
    expect(await readFile(path.join(output, 'appimage-entry'), 'utf8')).toMatch(/^Exec=AppRun %U$/m);
  });
});

/** Our hook, and what electron-builder itself writes only for installers, which need programs from elsewhere. */
function afterPackAndWhatInstallersAdd(output: string): string {
  const from = (file: string): string => JSON.stringify(path.join(root, file));
  const to = (file: string): string => JSON.stringify(path.join(output, file));
  return `import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import AppImageTarget from ${from('node_modules/app-builder-lib/out/targets/appimage/AppImageTarget.js')};
import { LinuxTargetHelper } from ${from('node_modules/app-builder-lib/out/targets/LinuxTargetHelper.js')};
import * as publishing from ${from('node_modules/app-builder-lib/out/publish/PublishManager.js')};
import { createUpdateInfoTasks } from ${from('node_modules/app-builder-lib/out/publish/updateInfoBuilder.js')};
import { serializeToYaml } from ${from('node_modules/builder-util/out/util.js')};
import { afterPack } from ${from('desktop/packaging/after-pack.ts')};
export default async (context) => {
  await afterPack(context);
  const { packager, appOutDir, arch, electronPlatformName } = context;
  const config = await publishing.getAppUpdatePublishConfiguration(packager, null, arch, false);
  await writeFile(path.join(packager.getResourcesDir(appOutDir), 'app-update.yml'), serializeToYaml(config));
  await writeFile(${to('update-files')}, JSON.stringify({
    '1.2.0': await nameUpdateFiles(packager, '1.2.0'),
    '1.2.0-beta.1': await nameUpdateFiles(packager, '1.2.0-beta.1'),
  }));
  if (electronPlatformName !== 'linux') return;
  const helper = new LinuxTargetHelper(packager);
  await writeFile(${to('desktop-entry')}, await helper.computeDesktopEntry(packager.platformSpecificBuildOptions));
  const image = new AppImageTarget.default('appimage', packager, helper, appOutDir);
  await writeFile(${to('appimage-entry')}, await image.desktopEntry.value);
};
async function nameUpdateFiles(packager, version) {
  const { appInfo } = packager.info;
  const before = appInfo.version;
  appInfo.version = version;
  const configs = await publishing.getPublishConfigs(packager, null, null, false);
  appInfo.version = before;
  const installer = { packager, file: ${from('package.json')}, target: { outDir: '/' }, arch: null };
  return (await createUpdateInfoTasks(installer, configs)).map(({ file }) => path.basename(file));
}`;
}

describe('packing without certificates', () => {
  it('A-162 works with what the workflow of pull requests says', async () => {
    const output = await mkdtemp(path.join(tmpdir(), 'parley-pack-pr-'));
    const workflow = parse(await readFile(path.join(root, '.github/workflows/pull-request.yml'), 'utf8'));
    const steps: { run?: string }[] = workflow.jobs.desktop.steps;
    const command = steps.find((step) => step.run?.startsWith('npm run package'))?.run ?? '';
    const flags = command.split(' ').filter((word) => word.startsWith('-c.'));
    expect(flags).toContain('-c.forceCodeSigning=false');
    const electron = await makeStandInElectron(path.join(output, 'electron'), 'win32');
    const builder = path.join(root, 'node_modules/electron-builder/cli.js');
    const own = [
      '--win',
      'dir',
      '--publish',
      'never',
      `-c.electronDist=${electron}`,
      `-c.directories.output=${output}`,
    ];
    const { stdout } = await run(process.execPath, [builder, '--config', 'electron-builder.yml', ...own, ...flags], {
      cwd: root,
      env: { PATH: process.env['PATH'], HOME: output, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
    });
    expect(stdout).toContain('signing skipped');
    expect(await checkPackage('win32', path.join(output, 'win-unpacked'))).toEqual([]);
    await rm(output, { recursive: true });
  }, 120_000);
});

describe('the update files of a release', () => {
  const script = (name: string, ...values: string[]) =>
    run(process.execPath, [path.join(root, 'desktop/packaging', name), ...values]);
  let directory: string;
  const file = (): string => path.join(directory, 'latest.yml');
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-feed-'));
    await writeFile(path.join(directory, 'Parley-1.1.0.exe'), 'MZ');
    await writeFile(
      file(),
      `version: 1.1.0\nfiles:\n  - url: Parley-1.1.0.exe\n    sha512: ${'A'.repeat(86)}==\n    size: 2\npath: Parley-1.1.0.exe\nsha512: ${'A'.repeat(86)}==\nreleaseDate: '2026-11-20T00:00:00.000Z'\n`,
    );
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('E-80 are given a share that is a number from 0 to 100, or left alone', async () => {
    await script('set-rollout.ts', directory, '10');
    expect(parseUpdateFile(await readFile(file(), 'utf8'))).toMatchObject({ version: '1.1.0', stagingPercentage: 10 });
    const before = await readFile(file(), 'utf8');
    for (const wrong of ['ten', '101', '-1', '12.5', '', '0x10']) {
      await expect(script('set-rollout.ts', directory, wrong), wrong).rejects.toThrow('failed');
    }
    expect(await readFile(file(), 'utf8')).toBe(before);
  });

  it('E-84 are what the host offers, but for the share', async () => {
    const host = await startUpdateFeed();
    const text = await readFile(file(), 'utf8');
    host.files.set('/latest.yml', (response) => void response.end(text.replace('Percentage: 10', 'Percentage: 50')));
    await expect(script('compare-feed.ts', directory, host.url)).resolves.toMatchObject({
      stdout: 'latest.yml offers 1.1.0, as released.\n',
    });
    const changes: [string, string][] = [
      ['version: 1.1.0', 'version: 1.1.1'],
      ['A'.repeat(86), 'B'.repeat(86)],
    ];
    for (const [from, to] of changes) {
      host.files.set('/latest.yml', (response) => void response.end(text.replaceAll(from, to)));
      await expect(script('compare-feed.ts', directory, host.url)).rejects.toThrow('not what was released');
    }
    await host.close();
  });

  describe('stop a release', () => {
    const names = ['latest.yml', 'latest-linux.yml', 'latest-mac.yml'];
    const check = () => script('check-feed.ts', directory);
    let good: string;
    beforeEach(async () => {
      good = await readFile(file(), 'utf8');
      for (const name of names) await writeFile(path.join(directory, name), good);
    });
    afterEach(async () => {
      for (const name of names) await rm(path.join(directory, name), { force: true });
      await writeFile(file(), good);
    });

    it('E-80 when the app would not take them, and only then', async () => {
      await expect(check()).resolves.toBeDefined();
      await writeFile(file(), good.replace('stagingPercentage: 10', 'stagingPercentage: ten'));
      await expect(check()).rejects.toThrow('stagingPercentage');
    });

    it('when what they name is not there', async () => {
      await writeFile(file(), good.replace('url: Parley', 'url: Other'));
      await expect(check()).rejects.toThrow('not here');
    });

    it('when one system has none, and its people would hear of no update', async () => {
      await rm(path.join(directory, 'latest-mac.yml'));
      await expect(check()).rejects.toThrow('no latest-mac.yml');
    });

    it('E-81 when they would offer a beta to everybody', async () => {
      await writeFile(path.join(directory, 'latest-mac.yml'), good.replace('version: 1.1.0', 'version: 1.1.0-beta.1'));
      await expect(check()).rejects.toThrow('latest-mac.yml offers 1.1.0-beta.1 to everybody');
    });
  });
});
