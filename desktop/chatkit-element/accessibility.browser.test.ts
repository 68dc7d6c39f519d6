import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { useElementBench } from './testing/element-bench.ts';
import { assistantItem, done, item, options as streamOptions, thread, userItem, widgetItem } from './testing/frames.ts';

declare global {
  interface Window {
    axe: { run: (context: Document, options: object) => Promise<AxeResults> };
    spoken: string[];
  }
}

const bench = useElementBench();

const composer = {
  attachments: { enabled: true },
  dictation: { enabled: true },
  tools: [{ id: 't', label: 'Tool', icon: 'bolt' as const, pinned: true }],
  models: [{ id: 'm', label: 'Model one' }],
};

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('axe finds nothing on the start screen', async () => {
    const page = await bench.current.open({
      options: {
        theme: colorScheme,
        composer,
        startScreen: { prompts: [{ label: 'Plan my day', prompt: 'x', icon: 'calendar' }] },
        disclaimer: { text: 'Can make [mistakes](https://example.com).' },
      },
    });
    expect(await violationsOf(page)).toEqual([]);
  });

  test('axe finds nothing in a thread with everything in it, and in the open history', async () => {
    const { api } = bench.current;
    const tones = ['secondary', 'success', 'danger', 'warning', 'info', 'discovery'];
    const data = [
      userItem('u1', 'Hi', {
        quoted_text: 'Quoted',
        content: [{ type: 'input_tag', id: 'x', text: 'Tag', data: {}, interactive: true }],
      }),
      item('wf', 'workflow', {
        workflow: { type: 'custom', tasks: [{ type: 'custom', title: 'Step', content: 'Detail' }], expanded: true },
      }),
      assistantItem(
        'a1',
        '# Title\n\nText with `code` and [link](https://example.com).\n\n- one\n- [x] two\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n```ts\nx\n```\n\n> quote',
        [{ type: 'annotation', index: 9, source: { type: 'url', title: 'Source', url: 'https://example.com' } }],
      ),
      widgetItem('w1', {
        type: 'Card',
        status: { text: 'Status', icon: 'check' },
        confirm: { label: 'Yes', action: { type: 'y' } },
        cancel: { label: 'No', action: { type: 'n' } },
        children: [
          { type: 'Title', value: 'Title' },
          { type: 'Caption', value: 'Caption', color: 'tertiary' },
          { type: 'Label', value: 'Name', fieldName: 'name' },
          { type: 'Input', name: 'name', placeholder: 'Your name' },
          { type: 'Select', name: 'sel', options: [{ value: 'x', label: 'X' }], placeholder: 'Pick one' },
          { type: 'DatePicker', name: 'date', placeholder: 'Day', clearable: true, defaultValue: '2026-01-01' },
          { type: 'RadioGroup', name: 'radio', ariaLabel: 'When', options: [{ value: 'a', label: 'A' }] },
          { type: 'Checkbox', name: 'check', label: 'Tick' },
          { type: 'Textarea', name: 'area', placeholder: 'Notes' },
          { type: 'Row', wrap: 'wrap', children: tones.map((color) => ({ type: 'Badge', label: color, color })) },
          ...['solid', 'soft', 'outline', 'ghost'].map((variant) => ({
            type: 'Row',
            wrap: 'wrap',
            children: [...tones, 'primary'].map((color) => ({
              type: 'Button',
              label: `${color} ${variant}`,
              color,
              variant,
            })),
          })),
          { type: 'Button', iconStart: 'plus', uniform: true },
          {
            type: 'Chart',
            data: [{ d: 'Mon', a: 1 }],
            series: [{ type: 'bar', dataKey: 'a', label: 'Done' }],
            xAxis: 'd',
          },
        ],
      }),
      widgetItem('w2', {
        type: 'ListView',
        children: [{ type: 'ListViewItem', onClickAction: { type: 'o' }, children: [{ type: 'Text', value: 'Row' }] }],
      }),
      item('q', 'structured_input', { status: 'skipped', inputs: [{ id: 'p', type: 'freeform', question: 'Why?' }] }),
      item('a2', 'assistant_message', {
        status: 'incomplete',
        content: [{ type: 'output_text', text: 'Cut', annotations: [] }],
      }),
    ];
    api.on('threads.get_by_id', (_request, reply) =>
      reply.json(thread('thr_1', { title: 'All', items: { data, has_more: false } })),
    );
    api.on('threads.list', (_request, reply) =>
      reply.json({ data: [thread('thr_1', { title: 'All' })], has_more: false }),
    );
    api.on('threads.add_user_message', (_request, reply) => {
      reply.frames(done(userItem('u2', 'More')), streamOptions(), {
        type: 'notice',
        level: 'warning',
        title: 'Note',
        message: 'See [plans](https://example.com).',
      });
      reply.frames({ type: 'error', code: 'custom', message: 'Broken.', allow_retry: true });
      reply.end();
    });
    const page = await bench.current.open({
      options: {
        theme: colorScheme,
        composer,
        initialThread: 'thr_1',
        threadItemActions: { feedback: true, retry: true },
      },
      // Contrast is checked only for what is in view.
      viewport: { width: 900, height: 3000 },
    });
    await page.getByText('Sources').click();
    await page.getByRole('textbox', { name: 'Message the AI' }).fill('More');
    await page.keyboard.press('Enter');
    await page.getByText('Broken.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Chat history' }).click();
    await page.getByRole('button', { name: 'More actions: All' }).click();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    expect(await violationsOf(page)).toEqual([]);
  });

  test('axe finds nothing in the lists and questions of the composer', async () => {
    const { api } = bench.current;
    const inputs = [
      { id: 'a', type: 'multiple_choice', question: 'Which?', options: [{ value: 'One' }], multiple: true },
      { id: 'b', type: 'freeform', question: 'Why?', description: 'In a word.' },
    ];
    const data = [item('q', 'structured_input', { status: 'pending', inputs })];
    api.on('threads.get_by_id', (_request, reply) => reply.json(thread('thr_1', { items: { data, has_more: false } })));
    const page = await bench.current.open({
      options: { theme: colorScheme, composer },
      hooks: { 'entities.onTagSearch': "async () => [{ id: 'p1', title: 'Ada', group: 'People', icon: 'user' }]" },
    });
    await page.getByRole('textbox').pressSequentially('@');
    await page.getByRole('option', { name: 'Ada' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.evaluate(async () => document.querySelector('openai-chatkit')?.setThreadId('thr_1'));
    await page.getByText('Which?').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});

test('can be used by keyboard alone, from the header to the composer', async () => {
  const { api } = bench.current;
  api.on('threads.get_by_id', (_request, reply) =>
    reply.json(
      thread('thr_1', { items: { data: [userItem('u1', 'Hi'), assistantItem('a1', 'Yes')], has_more: false } }),
    ),
  );
  const page = await bench.current.open({
    options: { initialThread: 'thr_1', threadItemActions: { feedback: true, retry: true }, composer },
  });
  await page.getByText('Yes').waitFor();
  const names: string[] = [];
  for (let index = 0; index < 13; index += 1) {
    await page.keyboard.press('Tab');
    names.push(
      await page.evaluate(() => {
        const element = document.querySelector('openai-chatkit')?.shadowRoot?.activeElement;
        return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      }),
    );
  }
  expect(names).toEqual([
    'Chat history',
    'New chat',
    'Messages',
    'Copy',
    'Good response',
    'Bad response',
    'Respond again',
    'Message the AI',
    'Attach files',
    'Tools',
    'Tool',
    'Model: Model one',
    'Dictate',
  ]);
});

test('stays whole at 320 pixels and at twice the text size', async () => {
  const page = await bench.current.open({
    options: {
      composer,
      startScreen: { prompts: [{ label: 'A rather long prompt that has to wrap onto lines', prompt: 'x' }] },
    },
    viewport: { width: 320, height: 600 },
  });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  const overflow = await page.evaluate(() => {
    const root = document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('.chat');
    return root ? root.scrollWidth - root.clientWidth : -1;
  });
  expect(overflow).toBe(0);
  expect(await page.getByRole('button', { name: 'Send message' }).isVisible()).toBe(true);
});

/** Everything axe holds against a page, in one line each. */
async function violationsOf(page: Page): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.addScriptTag({ content: source });
  const results = await page.evaluate(async () =>
    // A page's own duties, such as a main landmark, are not the element's.
    window.axe.run(document, {
      resultTypes: ['violations'],
      rules: {
        region: { enabled: false },
        'landmark-one-main': { enabled: false },
        'page-has-heading-one': { enabled: false },
      },
    }),
  );
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}
