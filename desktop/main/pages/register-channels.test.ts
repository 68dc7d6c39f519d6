import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ChannelName, channels } from '../../ipc-contract.ts';
import { type ChannelHandlers, registerChannels } from './register-channels.ts';

const NAMES = Object.keys(channels) as ChannelName[];
const VALUES_PER_CHANNEL = 2_000;

type Listener = (event: unknown, ...values: unknown[]) => Promise<unknown>;

/** The channels with handlers that note what reached them, called from the frame they trust. */
function setup() {
  const listeners = new Map<string, Listener>();
  const reached: { name: ChannelName; input: unknown }[] = [];
  const lines: string[] = [];
  const handlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      (input: unknown) => {
        reached.push({ name, input });
        throw new Error('canary: what a handler says is nobody else’s business');
      },
    ]),
  ) as unknown as ChannelHandlers;
  registerChannels(
    { handle: (channel, listener) => void listeners.set(channel, listener as Listener) },
    handlers,
    (id) => (id === 1 ? 'main' : 'quickAdd'),
    pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }),
  );
  const call = async (name: ChannelName, ...values: unknown[]): Promise<string> => {
    const mainFrame = { url: 'parley://app/', parent: null };
    const sender = { id: channels[name].from === 'main' ? 1 : 2, mainFrame };
    const answer = listeners.get(`parley:${name}`)?.({ sender, senderFrame: mainFrame }, ...values);
    return (answer ?? Promise.resolve()).then(
      () => 'taken',
      (error: Error) => error.message,
    );
  };
  return { call, reached, lines };
}

describe('the channels', () => {
  it.each([
    ['a text of more than 8 KB', { url: 'x'.repeat(8193) }],
    ['a list of more than a hundred', { spellCheckLanguages: Array.from({ length: 101 }, () => 'en') }],
    ['more than a hundred fields', Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`f${index}`, 1]))],
    ['six levels', { a: { b: { c: { d: { e: { f: 1 } } } } } }],
    ['a map', new Map([['email', 'a@b.example']])],
    ['a set', new Set([1])],
    ['bytes', new Uint8Array(10)],
    ['a date', new Date()],
    ['an error', new Error('x')],
  ])('E-42 take no %s, whatever a schema would say', async (_what, value) => {
    const { call, reached } = setup();
    for (const name of NAMES) expect(await call(name, value), name).toBe('invalid_request');
    expect(reached).toEqual([]);
  });

  it.each(['A', 'Return', 'Space', 'Shift+A', 'F5', 'Shift+Shift+1', 'Tab', '+', 'Fn+A', 'Control', 'Control+'])(
    'E-42 E-65 take no key that people type with for the whole system’s shortcut: %s',
    async (quickAddShortcut) => {
      expect(await setup().call('updateSettings', { quickAddShortcut })).toBe('invalid_request');
    },
  );

  it.each([
    'Control+Shift+Space',
    'Alt+K',
    'Command+,',
    'Super+Shift+Up',
    'CommandOrControl+Alt+1',
    'F13',
    'Shift+F24',
  ])('E-65 take a shortcut with a modifier: %s', async (quickAddShortcut) => {
    const { call, reached } = setup();
    await call('updateSettings', { quickAddShortcut });
    expect(reached).toEqual([{ name: 'updateSettings', input: { quickAddShortcut } }]);
  });

  it('E-42 take one argument, no more and no less', async () => {
    const { call, reached } = setup();
    expect(await call('getState')).toBe('invalid_request');
    expect(await call('getState', {}, {})).toBe('invalid_request');
    expect(reached).toEqual([]);
  });

  it('E-42 E-43 log the channel and the place, and never the value', async () => {
    const { call, lines } = setup();
    await call('signIn', { email: 7, password: 'canary-password' });
    expect(lines.join('')).toMatch(/"channel":"signIn".*"paths":\["email"\]/);
    expect(lines.join('')).not.toContain('canary-password');
  });

  it('E-43 turn every failure into a code', async () => {
    const { call, reached } = setup();
    expect(await call('getState', {})).toBe('internal_error');
    expect(reached).toEqual([{ name: 'getState', input: {} }]);
  });
});

describe('E-45 two thousand random values', () => {
  let unhandled = 0;
  beforeAll(() => {
    process.on('unhandledRejection', () => (unhandled += 1));
  });

  it.each(NAMES)('for %s crash nothing, and nothing unparsed reaches the handler', async (name) => {
    const { call, reached } = setup();
    const random = createRandom(NAMES.indexOf(name) + 1);
    const answers = new Set<string>();
    for (let count = 0; count < VALUES_PER_CHANNEL; count += 1) {
      answers.add(await call(name, random.next() < 0.5 ? random.value(0) : random.likely()));
    }
    expect([...answers].filter((answer) => answer !== 'invalid_request' && answer !== 'internal_error')).toEqual([]);
    expect(answers).toContain('invalid_request');
    for (const { input } of reached) {
      const parsed = channels[name].input.safeParse(input);
      expect(parsed.success && parsed.data).toEqual(input);
    }
    expect(unhandled).toBe(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

/** Values that structured cloning carries, the same ones for the same seed. */
function createRandom(seed: number) {
  let state = seed;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <Value>(values: readonly Value[]): Value | undefined => values[Math.floor(next() * values.length)];
  const text = (): string =>
    String.fromCodePoint(...Array.from({ length: Math.floor(next() * 20) }, () => Math.floor(next() * 0xd7ff)));
  const leaves: (() => unknown)[] = [
    () => undefined,
    () => null,
    () => true,
    () => false,
    () => 0,
    () => -0,
    () => NaN,
    () => Infinity,
    () => -1,
    () => next() * 1e20,
    () => 10n ** 30n,
    () => '',
    () => text(),
    () => 'x'.repeat(next() * 20_000),
    () => 'https://parley.example',
    () => 'a@b.example',
    () => '00000000-0000-4000-8000-000000000000',
    () => new Date(next() * 1e15),
    () => new Date(NaN),
    () => /x/g,
    () => new Uint8Array(next() * 50),
    () => new ArrayBuffer(8),
    () => new Map([[text(), next()]]),
    () => new Set([text()]),
    () => new Error(text()),
  ];
  const leaf = (): unknown => pick(leaves)?.();
  const value = (depth: number): unknown => {
    const kind = depth > 7 ? 1 : next() + depth / 8;
    if (kind > 0.6) return leaf();
    if (kind > 0.4) return Array.from({ length: next() * (next() < 0.1 ? 150 : 5) }, () => value(depth + 1));
    return fields(() => value(depth + 1));
  };
  const keys = [
    'email',
    'password',
    'name',
    'url',
    'id',
    'text',
    'draftId',
    'provider',
    'theme',
    '__proto__',
    'constructor',
  ];
  const fields = (make: () => unknown): object => {
    const made = {};
    for (let count = Math.floor(next() * 5); count > 0; count -= 1) {
      // Cloning makes own fields of such names as well.
      const key = pick([...keys, text()]) ?? '';
      Object.defineProperty(made, key, { value: make(), enumerable: true, configurable: true, writable: true });
    }
    return made;
  };
  /** Close to what channels take, so that some of it gets through. */
  const likely = (): unknown =>
    pick([
      {},
      { email: 'a@b.example', password: text() },
      { name: text(), email: 'a@b.example', password: text() },
      { url: pick([null, 'https://parley.example', text()]) },
      { id: pick([null, text()]) },
      { provider: pick(['github', text()]) },
      { theme: pick(['dark', text()]), closeToTray: leaf() },
      { text: text(), draftId: pick(['00000000-0000-4000-8000-000000000000', text()]) },
      { ...fields(leaf) },
    ]);
  return { next, value, likely };
}
