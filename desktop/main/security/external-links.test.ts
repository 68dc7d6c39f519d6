import { describe, expect, it } from 'vitest';
import { createExternalLinks, decideExternalLink, describeLink } from './external-links.ts';

const LONG = `https://example.com/${'a'.repeat(2048)}`;

describe('E-36 A-143 links out of the app', () => {
  it.each([
    ['https://example.com', 'https://example.com/'],
    ['HTTPS://EXAMPLE.COM/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['https://example.com:8443/x', 'https://example.com:8443/x'],
    ['https://пример.example/', 'https://xn--e1afmkfd.example/'],
    ['mailto:alice@example.com?subject=hi', 'mailto:alice@example.com?subject=hi'],
  ])('opens %s as the parser writes it', (address, href) => {
    expect(decideExternalLink(address)).toEqual({ kind: 'open', href });
  });

  it.each(['http://example.com/', 'http://127.0.0.1:8080/'])('asks about %s', (address) => {
    expect(decideExternalLink(address).kind).toBe('ask');
  });

  it.each([
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
  ])('refuses %s', (address) => {
    expect(decideExternalLink(address)).toEqual({ kind: 'refuse' });
  });

  it('E-37 shows the punycode host first, and direction controls as what they are', () => {
    const href = `https://xn--pple-43d.example/?q=${encodeURIComponent('x')}\u202egpj.exe`;
    expect(describeLink(href)).toBe(`xn--pple-43d.example\n\nhttps://xn--pple-43d.example/?q=x\\u202egpj.exe`);
  });

  it('E-36 asks from the sixth link within a minute', async () => {
    let now = 0;
    const opened: string[] = [];
    const asked: string[] = [];
    const open = createExternalLinks({
      open: async (href) => void opened.push(href),
      ask: async (text) => {
        asked.push(text);
        return false;
      },
      onRefused: () => undefined,
      now: () => now,
    });
    for (let index = 0; index < 7; index += 1) await open(`https://example.com/${index}`);
    expect([opened.length, asked.length]).toEqual([5, 2]);
    now += 61_000;
    await open('https://example.com/later');
    expect(opened).toHaveLength(6);
  });
});
