import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ChatSession } from '../session/chat-session.ts';
import { SessionProvider } from '../session/session-hooks.tsx';
import { InlineSource } from '../transcript/sources/source-link.tsx';
import { MarkdownView } from './markdown-view.tsx';

/** The markup a text becomes. */
function render(text: string, props: Partial<Parameters<typeof MarkdownView>[0]> = {}): string {
  const view: ReactElement = <MarkdownView text={text} Citation={InlineSource} {...props} />;
  const session = new ChatSession(() => undefined);
  return renderToStaticMarkup(<SessionProvider session={session}>{view}</SessionProvider>)
    .replace(/^<div class="markdown">|<\/div>$/g, '')
    .replaceAll(/<svg.*?<\/svg>/g, '');
}

describe('Markdown', () => {
  test.each([
    ['**b** *i* ~~s~~ `c`', '<p><strong>b</strong> <em>i</em> <del>s</del> <code>c</code></p>'],
    ['one\ntwo', '<p>one<br/>two</p>'],
    ['# Title', '<h3 class="h1">Title</h3>'],
    ['3. three\n4. four', '<ol start="3"><li>three</li><li>four</li></ol>'],
    [
      '- [x] yes',
      '<ul><li class="task-item"><span class="checkbox-mark" role="img" aria-label="☑" data-checked="true"></span>yes</li></ul>',
    ],
    ['> quote', '<blockquote><p>quote</p></blockquote>'],
    ['AT&amp;T &lt;b&gt; &#128075; &copy;', '<p>AT&amp;T &lt;b&gt; 👋 ©</p>'],
    [String.raw`\*not\* **bold\!**`, '<p>*not* <strong>bold!</strong></p>'],
  ])('%j becomes elements', (text, markup) => {
    expect(render(text)).toBe(markup);
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b>b</b> c',
    '<svg/onload=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](data:text/html,x)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](parley://settings)',
    '[x](//host/share)',
    '![x](https://evil.test/p.png)',
    '![x][r]\n\n[r]: https://evil.test/p.png',
  ])('%s gives no markup of its own, no unsafe link and no image', (text) => {
    const markup = render(text);
    expect(markup).not.toMatch(/<(script|img|b|svg|iframe)\b/);
    expect(markup).not.toMatch(/href="(?!https:\/\/evil)/);
  });

  test('requests images of allowed hosts and their subdomains only', () => {
    const imageDomains = ['ok.test'];
    for (const src of ['https://ok.test/a.png', 'https://cdn.ok.test/a.png']) {
      expect(render(`![x](${src})`, { imageDomains })).toContain(`<img class="markdown-image" src="${src}"`);
    }
    for (const src of ['https://evilok.test/a.png', 'https://ok.test.evil.test/a.png', 'javascript:x']) {
      expect(render(`![x](${src})`, { imageDomains })).not.toContain('<img');
    }
  });

  test('places citations at their characters and none inside code or links', () => {
    const cite = (index: number) => ({
      index,
      source: { type: 'url' as const, title: 'T', url: 'https://www.x.test/p' },
    });
    expect(render('Yes, it is.', { annotations: [cite(3)] })).toMatch(
      /^<p>Yes<span class="citation".*>x\.test<\/span><\/a><\/span>, it is\.<\/p>$/,
    );
    expect(render('`code here`', { annotations: [cite(5)] })).toBe('<p><code>code here</code></p>');
    expect(render('Short', { annotations: [cite(99)] })).toContain('Short<span class="citation"');
  });

  test.each([
    ['**bo', '<p><strong>bo</strong></p>'],
    ['Now `co', '<p>Now <code>co</code></p>'],
    ['See [the li', '<p>See the li</p>'],
    ['See [the link](https://exa', '<p>See the link</p>'],
    ['Title\n-', '<p>Title</p>'],
    ['- one\n-', '<ul><li>one</li></ul>'],
    ['- one\n2', '<ul><li>one</li></ul>'],
    ['Look ![alt](http', '<p>Look </p>'],
    ['Table:\n\n| a | b |', '<p>Table:</p>'],
  ])('%j looks settled while it streams', (text, markup) => {
    expect(render(text, { isStreaming: true })).toBe(markup);
  });

  test('reads hostile text of a hundred thousand characters in no time', () => {
    for (const text of ['_a'.repeat(50_000), '['.repeat(100_000), '`'.repeat(100_000), `|${'-'.repeat(100_000)}x`]) {
      const start = performance.now();
      render(text, { isStreaming: true });
      expect(performance.now() - start).toBeLessThan(1500);
    }
  });

  test('grows without taking anything back, whatever the point at which it is cut', () => {
    const text =
      'Intro **bold** and `code`.\n\n1. one\n2. two\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n```js\nlet a;\n```\n\nEnd.';
    let shown = 0;
    for (let length = 1; length <= text.length; length += 1) {
      const words = render(text.slice(0, length), { isStreaming: true }).replaceAll(/<[^>]*>/g, '').length;
      expect(words).toBeGreaterThanOrEqual(shown - 2);
      shown = Math.max(shown, words);
    }
  });
});
