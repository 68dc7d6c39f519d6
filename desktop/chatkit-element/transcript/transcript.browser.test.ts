import { describe, expect, test } from 'vitest';
import { callsOf, detailsOf, setOptions, useElementBench } from '../testing/element-bench.ts';
import { assistantItem, created, done, item, thread, userItem, widgetItem } from '../testing/frames.ts';

const bench = useElementBench();

describe('a finished turn', () => {
  const items = [
    userItem('u1', 'First'),
    assistantItem('a1', 'Answer one'),
    userItem('u2', 'Second'),
    widgetItem('w2', { type: 'Card', children: [{ type: 'Text', value: 'Card' }] }, { copy_text: 'copied card' }),
    assistantItem('a2', 'Answer two'),
  ];

  test('has thumbs and retry when enabled, and feedback names all its visible items', async () => {
    const { api } = bench.current;
    api.on('items.feedback', (_request, reply) => reply.json({}));
    const page = await bench.current.openThread(items);
    await page.getByText('Answer two').waitFor();
    expect(await page.getByRole('button', { name: 'Good response' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Respond again' }).count()).toBe(0);
    await setOptions(page, { threadItemActions: { feedback: true, retry: true } });
    await page.getByRole('button', { name: 'Bad response' }).last().click();
    await expect
      .poll(() => api.received('items.feedback').map(({ params }) => params))
      .toEqual([{ thread_id: 'thr_1', item_ids: ['w2', 'a2'], kind: 'negative' }]);
    expect(await page.getByRole('button', { name: 'Bad response' }).last().getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByRole('button', { name: 'Respond again' }).count()).toBe(2);
  });

  test('is cut off after its message before the new response arrives', async () => {
    const { api } = bench.current;
    api.on('threads.retry_after_item', () => {});
    const page = await bench.current.openThread(items, { options: { threadItemActions: { retry: true } } });
    await page.getByRole('button', { name: 'Respond again' }).first().click();
    await expect.poll(() => api.received('threads.retry_after_item').length).toBe(1);
    expect(await page.getByText('First').isVisible()).toBe(true);
    for (const gone of ['Answer one', 'Second', 'Answer two']) expect(await page.getByText(gone).count()).toBe(0);
  });

  test('copies the text of the assistant and of its widgets', async () => {
    const page = await bench.current.openThread(items);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy', exact: true }).last().click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(async () => navigator.clipboard.readText())).toBe('copied card\n\nAnswer two');
  });
});

describe('what a text may do', () => {
  test('calls the host only for entities that are interactive', async () => {
    const tag = (id: string, interactive: boolean) => ({
      type: 'input_tag',
      id,
      text: `Tag ${id}`,
      data: { n: 1 },
      interactive,
    });
    const page = await bench.current.openThread(
      [userItem('u1', '', { content: [tag('yes', true), tag('no', false)] })],
      {
        hooks: {
          'entities.onClick': '() => undefined',
          'entities.onRequestPreview':
            "async () => ({ preview: { type: 'Basic', children: [{ type: 'Text', value: 'Preview text' }] } })",
        },
      },
    );
    await page.getByText('Tag no').click();
    await page.getByRole('button', { name: 'Tag yes' }).hover();
    await page.getByText('Preview text').waitFor();
    await page.getByRole('button', { name: 'Tag yes' }).click();
    expect(await callsOf(page, 'entities.onClick')).toEqual([
      [{ id: 'yes', title: 'Tag yes', interactive: true, data: { n: '1' } }],
    ]);
    expect(await callsOf(page, 'entities.onRequestPreview')).toHaveLength(1);
  });

  test('hands deep links to the host and navigates nowhere', async () => {
    const page = await bench.current.openThread([assistantItem('a1', '[Open](chatkit-link://task/12?tab=notes)')]);
    const before = page.url();
    await page.getByRole('link', { name: 'Open' }).click();
    expect(await detailsOf(page, 'chatkit.deeplink')).toEqual([{ name: 'task/12', data: { tab: 'notes' } }]);
    expect(page.url()).toBe(before);
  });

  test('requests images of allowed hosts only, and none without a list', async () => {
    const text = [
      '![ok](http://images.test/a.png) ![evil](http://evil.test/q.png?s=1)',
      '![ref][1] <img src="http://evil.test/html.png">',
      '[1]: http://evil.test/ref.png',
    ].join('\n\n');
    const asked: string[] = [];
    const watch = async (members: object) => {
      const page = await bench.current.openThread([assistantItem('a1', text)], { isEager: true }, members);
      page.on('request', (request) => asked.push(request.url()));
      await page.getByText('Image not shown: evil').waitFor();
      await page.waitForTimeout(100);
    };
    await watch({ allowed_image_domains: ['images.test'] });
    expect(asked.filter((url) => url.includes('.test'))).toEqual(['http://images.test/a.png']);
    asked.length = 0;
    await watch({});
    expect(asked.filter((url) => url.includes('.test'))).toEqual([]);
  });

  test('keeps markup and script links inert', async () => {
    const hostile = [
      '<script>window.hacked=1</script>',
      '<img src=x onerror="window.hacked=2">',
      '<svg/onload=window.hacked=3>',
      '<iframe srcdoc="<script>parent.hacked=4</script>"></iframe>',
      '<math><mtext><table><mglyph><style><img src=x onerror=window.hacked=5>',
      '<a href="javascript:window.hacked=6">html link</a>',
      '[one](javascript:window.hacked=7) [two](JaVa&#x09;Script:alert(1)) [three](data:text/html,<script>1</script>)',
      '[four](vbscript:x) [five](file:///etc/passwd) [six](parley://x) [seven](\\\\host\\share) [eight](/relative)',
      '```html"><script>window.hacked=8</script>\ncode\n```',
      '| <b onclick=1>x</b> |\n|---|\n| <style>@import url(//evil.test)</style> |',
    ].join('\n\n');
    const page = await bench.current.openThread([
      assistantItem('a1', hostile),
      userItem('u1', hostile),
      widgetItem('w1', {
        type: 'Card',
        children: [
          { type: 'Markdown', value: hostile },
          { type: 'Text', value: hostile },
        ],
      }),
    ]);
    await page.getByText('eight').first().waitFor();
    expect(await page.locator('.transcript a').count()).toBe(0);
    expect(await page.locator('.transcript :is(script, style, iframe, svg:not(.lucide), math, img)').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  test('shows where a link goes and opens it outside', async () => {
    const page = await bench.current.openThread([assistantItem('a1', '[bank](https://openai.com@evil.test/login)')]);
    const link = page.getByRole('link', { name: 'bank' });
    expect(await link.getAttribute('title')).toBe('https://openai.com@evil.test/login');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(await link.getAttribute('target')).toBe('_blank');
  });
});

test('dispatches an effect once, and not again when the thread is loaded', async () => {
  const { api } = bench.current;
  api.on('threads.create', (_request, reply) => {
    reply.frames(created(thread('thr_1')), done(userItem('u1', 'Hi')), {
      type: 'client_effect',
      name: 'ping',
      data: { a: null },
    });
    reply.end();
  });
  const page = await bench.current.openThread([userItem('u1', 'Hi')], { options: { initialThread: null } });
  await page.getByRole('textbox').fill('Hi');
  await page.keyboard.press('Enter');
  await expect.poll(async () => detailsOf(page, 'chatkit.response.end')).toHaveLength(1);
  await page.evaluate(async () => document.querySelector('openai-chatkit')?.fetchUpdates());
  expect(await detailsOf(page, 'chatkit.effect')).toEqual([{ name: 'ping', data: { a: null } }]);
});

test('shows steps, sources, notices and images as the server sends them', async () => {
  const workflow = {
    type: 'reasoning',
    tasks: [{ type: 'custom', title: 'Looked up tasks', status_indicator: 'complete' }],
    summary: { duration: 4 },
    expanded: false,
  };
  const source = { type: 'url', title: 'A page', url: 'https://www.example.com/x' };
  const page = await bench.current.openThread([
    userItem('u1', 'Hi', { quoted_text: 'Quoted words' }),
    item('wf', 'workflow', { workflow }),
    item('t1', 'task', { task: { type: 'web_search', title: 'Searched', queries: ['milk'], sources: [source] } }),
    assistantItem('a1', 'As shown here.', [{ type: 'annotation', index: 8, source }]),
    item('q1', 'structured_input', {
      status: 'answered',
      inputs: [{ id: 'p', type: 'freeform', question: 'Priority?', answer: { values: ['High'], skipped: false } }],
    }),
    item('end', 'end_of_turn'),
  ]);
  await page.getByRole('button', { name: 'Worked for 4 s' }).click();
  await page.getByText('Looked up tasks').waitFor();
  for (const text of ['Quoted words', 'milk', 'Priority?', 'High', 'example.com']) {
    expect(await page.getByText(text, { exact: true }).isVisible()).toBe(true);
  }
  await page.getByText('Sources').click();
  expect(await page.locator('.sources').getByRole('link', { name: 'A page' }).isVisible()).toBe(true);
});
