import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * What the rooms of each house may import of each other, as `docs/architecture.md` draws it; a room's own folders are a house
 * when their order matters.
 */
const HOUSES = readHouses(readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8'));
/** The files at the top of these put the rooms together, and no room imports them; elsewhere every room of the house may. */
const ROOFED = /^(?:server|server\/chat|desktop\/.*)$/;
/** More files than these are several things; a folder of one thing a language, or a tool, is a list. */
const MOST_FILES = 17;
const LISTS = /\/(?:languages|languages\/\w+|locales|tools)$/;

/** The houses of a document: a line a house, and below it a line a room, with what that may import behind an arrow. */
function readHouses(document: string): Record<string, Record<string, string[]>> {
  const [, drawn = ''] = /\n## Which room may import which\n[^]*?```\n([^]*?)```/.exec(document) ?? [];
  const houses: Record<string, Record<string, string[]>> = {};
  let rooms: Record<string, string[]> = {};
  for (const line of drawn.trimEnd().split('\n')) {
    const [room = '', targets] = line.trim().split(/ *→ /);
    if (line.startsWith(' ')) rooms[room] = targets?.split(', ') ?? [];
    else houses[room.slice(0, -1)] = rooms = {};
  }
  return houses;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter(
      (file) =>
        /\.tsx?$/.test(file) &&
        !/\.(?:test|spec)\.tsx?$/.test(file) &&
        !/[\\/](?:testing|conformance|e2e)[\\/]/.test(file),
    );
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  return [
    ...source.matchAll(/^\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gms),
  ].flatMap(([, from, bare, dynamic]) => [from ?? bare ?? dynamic ?? '']);
}

/** Imports of our own files, as paths from the root. */
function ownImports(file: string): string[] {
  return importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(ROOT, resolve(ROOT, dirname(file), specifier)))
    .filter((target) => !target.startsWith('node_modules'));
}

describe.each(Object.entries(HOUSES))('rooms of %s', (house, rooms) => {
  const files = sourceFiles(house);

  test.each(Object.entries(rooms))('%s imports only what it may', (room, allowed) => {
    const wrong = files
      .filter((file) => roomOf(house, file) === room)
      .flatMap((file) =>
        ownImports(file)
          .filter(
            (target) => !isAllowed(roomOf(house, target), [room, ...allowed, ...(ROOFED.test(house) ? [] : [TOP])]),
          )
          .map((target) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('have their arrows, every one of them', () => {
    const found = new Set(
      files.map((file) => roomOf(house, file)).filter((room) => room !== undefined && room !== TOP),
    );
    expect([...found].toSorted()).toEqual(Object.keys(rooms).toSorted());
  });

  test('go round in no circle', () => {
    const reached = (room: string, seen: readonly string[]): void => {
      expect(seen, `${[...seen, room].join(' → ')}`).not.toContain(room);
      for (const next of rooms[room] ?? []) reached(next, [...seen, room]);
    };
    for (const room of Object.keys(rooms)) reached(room, []);
  });
});

test('the server imports nothing of the desktop, only its database the knexfile and only its phrases the words', () => {
  const wrong = sourceFiles('server').flatMap((file) =>
    ownImports(file)
      .filter((target) => !target.startsWith(`server${sep}`))
      .filter((target) => {
        if (target === 'knexfile.ts') return roomOf('server', file) !== 'database';
        if (target.startsWith(`words${sep}`)) return roomOf('server', file) !== 'languages';
        return roomOf('server', file) !== TOP;
      })
      .map((target) => `${file} → ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('a room holds what one can keep in mind', () => {
  const counts = new Map<string, number>();
  for (const file of [...sourceFiles('server'), ...sourceFiles('desktop')])
    counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  const full = [...counts].filter(([folder, count]) => count > MOST_FILES && !LISTS.test(folder));
  expect(full.map(([folder]) => folder)).toEqual([]);
});

test('no two files of different folders need each other, however far round', () => {
  const files = [...sourceFiles('server'), ...sourceFiles('desktop')];
  const imports = new Map(files.map((file) => [file, ownImports(file)]));
  const reach = new Map([...imports.keys()].map((file) => [file, reachedFrom(file, imports)]));
  const round = [...reach].flatMap(([file, reached]) =>
    [...reached]
      .filter((other) => dirname(other) !== dirname(file) && reach.get(other)?.has(file))
      .map((other) => `${file} ↔ ${other}`),
  );
  expect(round).toEqual([]);
});

function reachedFrom(file: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const visit = (from: string): void => {
    for (const next of imports.get(from) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      visit(next);
    }
  };
  visit(file);
  return reached;
}

const TOP = '.';

/** The folder of a house that a file is in; undefined for a file of another house. */
function roomOf(house: string, file: string): string | undefined {
  const inside = relative(house, file);
  if (inside.startsWith('..')) return undefined;
  return inside.includes(sep) ? inside.split(sep)[0] : TOP;
}

/** A file of another house is for that house to judge. */
function isAllowed(target: string | undefined, allowed: string[]): boolean {
  return target === undefined || allowed.includes(target);
}

test('the words that both sides say import nothing else', () => {
  const targets = sourceFiles('words').flatMap(ownImports);
  expect(targets.filter((target) => !target.startsWith(`words${sep}`))).toEqual([]);
});

describe('imports of the desktop', () => {
  test('the renderer and the chat element know neither Electron nor the server', () => {
    const wrong = [...sourceFiles('desktop/renderer'), ...sourceFiles('desktop/chatkit-element')].flatMap((file) =>
      [
        ...importsOf(file).filter((specifier) => /^electron(?:$|\/|-)/.test(specifier)),
        ...ownImports(file).filter(
          (target) => /^(?:server|migrations)\b/.test(target) || /^desktop[\\/](?:main|preload)\b/.test(target),
        ),
      ].map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('what is built of the desktop is in its folder and in the words, where both builds look for what is newer', () => {
    const wrong = sourceFiles('desktop').filter((file) =>
      ownImports(file).some((target) => !/^(?:desktop|words)\b/.test(target)),
    );
    expect(wrong).toEqual([]);
  });

  test('the main process does not carry the server', () => {
    const wrong = [...sourceFiles('desktop/main'), ...sourceFiles('desktop/preload')].filter((file) =>
      ownImports(file).some((target) => /^(?:server|desktop[\\/]renderer)\b/.test(target)),
    );
    expect(wrong).toEqual([]);
  });
});

test('only the two config files read the environment', () => {
  const readers = [...sourceFiles('server'), ...sourceFiles('desktop')].filter((file) =>
    /process\.env/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(readers.filter((file) => !file.endsWith('config.ts'))).toEqual([]);
});

test.each(['server', 'desktop'])('no two types of %s have one name', (program) => {
  const declared = Map.groupBy(
    readdirSync(join(ROOT, program), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.(?:test|spec)\.tsx?$/.test(file))
      .flatMap((file) =>
        [
          ...readFileSync(join(ROOT, program, file), 'utf8').matchAll(
            /^(?:export )?(?:abstract )?(?:interface|type|class) (\w+)(?=[ <])/gm,
          ),
        ].map(([, name = '']) => ({ name, file })),
      ),
    ({ name }) => name,
  );
  const shared = [...declared].filter(([, places]) => places.length > 1);
  expect(shared.map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(', ')}`)).toEqual([]);
});

test.each(['server', 'desktop'])('no two files of %s have the same words in another order for a name', (program) => {
  const named = Map.groupBy(
    sourceFiles(program).map((file) => ({
      file,
      words: basename(file)
        .replace(/\..*/, '')
        .replaceAll(/s(?=-|$)/g, ''),
    })),
    ({ words }) => words.split('-').toSorted().join('-'),
  );
  const alike = [...named.values()].filter((files) => new Set(files.map(({ words }) => words)).size > 1);
  expect(alike.map((files) => files.map(({ file }) => file))).toEqual([]);
});

test('no two rooms of the server export one name, but for a language', () => {
  const exported = Map.groupBy(
    sourceFiles('server')
      .filter((file) => !LISTS.test(dirname(file)))
      .flatMap((file) => {
        const found = readFileSync(join(ROOT, file), 'utf8').matchAll(
          /^export (?:async )?(?:function\*?|const) (\w+)/gm,
        );
        return [...new Set([...found].map(([, name = '']) => name))].map((name) => ({ name, file }));
      }),
    ({ name }) => name,
  );
  const shared = [...exported].filter(([, places]) => places.length > 1);
  expect(shared.map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(', ')}`)).toEqual([]);
});

test('no file is longer than one thing should be', () => {
  const long = [...sourceFiles('server'), ...sourceFiles('desktop')].filter(
    (file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 300,
  );
  expect(long).toEqual([]);
});

test('a test is named by a sentence, after the requirements of the desktop that it holds', () => {
  const listed = readFileSync(join(ROOT, 'docs/desktop-requirements.md'), 'utf8').match(/^\| [A-Z]-\d+/gm) ?? [];
  const known = new Set(listed.map((row) => row.slice(2)));
  const wrong = ['server', 'desktop'].flatMap((house) =>
    testFiles(house).flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\(\s*(['"`])((?:\\.|(?!\1).)*)\1,/g)]
        .map(([, , title = '']) => title)
        .filter((title) => {
          const [codes = ''] = title.match(/^(?:[A-Z]-\d+ )*/) ?? [];
          const sentence = title.slice(codes.length);
          return !codes.split(' ').every((code) => code === '' || known.has(code)) || CODE.test(sentence);
        })
        .map((title) => `${file}: ${title}`),
    ),
  );
  expect(wrong).toEqual([]);
});

/** What lists of requirements and protocols number their lines with. */
const CODE = /\b(?:[A-Z]-\d{2,3}|P\d{1,3})\b/;

function testFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => /(?:\.test|\.spec|-checks)\.ts$/.test(file));
}
