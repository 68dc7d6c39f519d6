import { describe, expect, it } from 'vitest';
import { createExternalLinks, decideExternalLink, describeLink } from './external-links.ts';
import { watchGestures } from './watch-gestures.ts';

const LONG = `https://example.com/${'a'.repeat(2048)}`;
const OPENED = [
  ['https://example.com', 'https://example.com/'],
  ['HTTPS://EXAMPLE.COM/a?b=c#d', 'https://example.com/a?b=c#d'],
  ['https://example.com:8443/x', 'https://example.com:8443/x'],
  ['https://пример.example/', 'https://xn--e1afmkfd.example/'],
  ['mailto:alice@example.com?subject=hi', 'mailto:alice@example.com?subject=hi'],
];
const ASKED = ['http://example.com/', 'http://127.0.0.1:8080/'];
const REFUSED = [
  '',
  'example.com',
  '//example.com',
  '/etc/passwd',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>1</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'file://host/share',
  'smb://host/share',
  '\\\\host\\share',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=x',
  'ms-appinstaller:?source=https://evil.example/x.msix',
  'ms-officecmd:{}',
  'ms-excel:ofe|u|https://evil.example',
  'ms-settings:',
  'shell:startup',
  'tel:112',
  'sms:112',
  'ftp://example.com/',
  'sftp://example.com/',
  'ssh://example.com',
  'telnet://example.com',
  'ldap://example.com',
  'jar:https://example.com!/',
  'view-source:https://example.com',
  'blob:https://example.com/0',
  'about:blank',
  'chrome://settings',
  'chrome-extension://abc/x.html',
  'devtools://devtools/bundled/inspector.html',
  'parley://task/1',
  'parley://app/',
  'vscode://file/etc/passwd',
  'steam://run/1',
  'zoommtg://x',
  'intent://x#Intent;end',
  'x-apple.systempreferences:',
  'itms-services://?action=download-manifest',
  'https://user@example.com/',
  'https://user:password@example.com/',
  'https://example.com\\@evil.example/',
  'https:\\\\example.com',
  'https://exa mple.com/',
  'https://example.com/\u0000',
  'https://example.com/\u0007x',
  'https://example.com/\r\nHost: evil',
  'https://',
  'https:///',
  'https://[::1',
  'https://example.com:99999/',
  LONG,
  'mailto:alice@example.com?attach=/etc/passwd',
  'mailto:alice@example.com?subject=x&attachment=C:/secret',
  'mailto:alice@example.com?%61ttach=/etc/passwd',
  'mailto:alice@example.com?subject=%E0&%61ttach=/etc/passwd',
  'mailto:alice@example.com?%20attach=/etc/passwd',
  'https://example.com/\u0085',
  'filesystem:https://example.com/x',
  'ms-cxh-full://x',
  'file:\\\\host\\share',
];

describe('E-36 A-143 links out of the app', () => {
  it.each(OPENED)('opens %s as the parser writes it', (address, href) => {
    expect(decideExternalLink(address)).toEqual({ kind: 'open', href });
  });

  it.each(ASKED)('asks about %s', (address) => {
    expect(decideExternalLink(address).kind).toBe('ask');
  });

  it.each(REFUSED)('refuses %s', (address) => {
    expect(decideExternalLink(address)).toEqual({ kind: 'refuse' });
  });

  it('E-37 shows the punycode host first, and direction controls as what they are', () => {
    const href = `https://xn--pple-43d.example/?q=${encodeURIComponent('x')}\u202egpj.exe`;
    expect(describeLink(href)).toBe(`xn--pple-43d.example\n\nhttps://xn--pple-43d.example/?q=x\\u202egpj.exe`);
  });

  it('E-36 A-143 is a table of sixty addresses and more', () => {
    expect(OPENED.length + ASKED.length + REFUSED.length).toBeGreaterThanOrEqual(60);
  });

  it('E-37 shows the mailbox of a mail link, and nothing that turns the reading direction', () => {
    expect(describeLink('mailto:alice@example.com?subject=hi')).toBe(
      'alice@example.com\n\nmailto:alice@example.com?subject=hi',
    );
    for (const control of ['\u061c', '\u200e', '\u200f', '\u202a', '\u202b', '\u202d', '\u202e', '\u2066', '\u2069']) {
      const code = `\\u${control.codePointAt(0)?.toString(16).padStart(4, '0')}`;
      expect(describeLink(`https://example.com/${control}x`)).toContain(`https://example.com/${code}x`);
    }
  });

  it('E-37 writes what looks like another host as what it is, before anybody is asked', () => {
    const decision = decideExternalLink('http://аpple.example/\u202egpj.exe');
    const shown = decision.kind === 'ask' ? describeLink(decision.href) : '';
    expect(shown).toBe('xn--pple-43d.example\n\nhttp://xn--pple-43d.example/%E2%80%AEgpj.exe');
  });
});

describe('E-36 the gateway', () => {
  const setup = (says: boolean) => {
    const state = { now: 0, opened: [] as string[], asked: [] as string[], refused: 0, failed: 0, isBroken: false };
    const open = createExternalLinks({
      open: async (href) => {
        state.opened.push(href);
        if (state.isBroken) throw new Error('no program opens this');
      },
      ask: async (text) => {
        state.asked.push(text);
        await Promise.resolve();
        return says;
      },
      onRefused: () => (state.refused += 1),
      onFailed: () => (state.failed += 1),
      now: () => state.now,
    });
    return { state, open };
  };

  it('asks from the sixth link within a minute', async () => {
    const { state, open } = setup(false);
    for (let index = 0; index < 7; index += 1) await open(`https://example.com/${index}`, true);
    expect([state.opened.length, state.asked.length]).toEqual([5, 2]);
    state.now += 61_000;
    await open('https://example.com/later', true);
    expect(state.opened).toHaveLength(6);
  });

  it('asks about a link nobody clicked', async () => {
    const { state, open } = setup(true);
    await open('https://example.com/', false);
    expect(state.asked).toHaveLength(1);
    expect(state.opened).toEqual(['https://example.com/']);
  });

  it('asks one question at a time, and after a no none for a minute, unless somebody clicks', async () => {
    const { state, open } = setup(false);
    await Promise.all(Array.from({ length: 50 }, (_, index) => open(`https://evil.example/${index}`, false)));
    for (let index = 0; index < 50; index += 1) await open(`https://evil.example/${index}`, false);
    expect([state.asked.length, state.opened.length, state.refused]).toEqual([1, 0, 100]);
    await open('http://example.com/', true);
    expect(state.asked).toHaveLength(2);
    state.now += 61_000;
    await open('https://evil.example/', false);
    expect(state.asked).toHaveLength(3);
  });

  it('goes on when the system has no program for a link', async () => {
    const { state, open } = setup(true);
    state.isBroken = true;
    await open('mailto:alice@example.com', true);
    expect(state.failed).toBe(1);
  });
});

describe('E-36 a gesture', () => {
  const setup = () => {
    const state = { now: 0, listener: (_event: unknown, _input: { type: string }): void => undefined };
    const contents = {
      on: (_name: string, listener: typeof state.listener) => {
        state.listener = listener;
      },
    };
    const take = watchGestures(
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all the watcher does is listen
      contents as unknown as Parameters<typeof watchGestures>[0],
      () => state.now,
    );
    return { state, take, input: (type: string) => state.listener({}, { type }) };
  };

  it.each(['mouseDown', 'rawKeyDown', 'gestureTap'])('is a %s, and opens one link', (type) => {
    const { take, input } = setup();
    input(type);
    expect([take(), take()]).toEqual([true, false]);
  });

  it.each(['mouseMove', 'mouseWheel', 'char', 'gestureScrollBegin'])('is no %s', (type) => {
    const { take, input } = setup();
    input(type);
    expect(take()).toBe(false);
  });

  it('is over after five seconds', () => {
    const { state, take, input } = setup();
    input('mouseDown');
    state.now = 5000;
    expect(take()).toBe(false);
  });
});
