import { describe, expect, test } from 'vitest';
import { detailsOf, useElementBench } from '../testing/element-bench.ts';
import { thread, turn } from '../testing/frames.ts';

const bench = useElementBench();

describe('typing', () => {
  test('sends on Enter, breaks the line on Shift+Enter, and sends nothing that is blank', async () => {
    scriptAnswers();
    const page = await bench.current.open();
    const editor = page.getByRole('textbox', { name: 'Message the AI' });
    await editor.press('Enter');
    await editor.fill('   ');
    await editor.press('Enter');
    expect(await page.getByRole('button', { name: 'Send message' }).isDisabled()).toBe(true);
    await editor.fill('');
    await editor.pressSequentially('one');
    await editor.press('Shift+Enter');
    await editor.pressSequentially('two');
    await editor.press('Enter');
    await page.getByText('Hello.').waitFor();
    expect(sentInputs()).toEqual([
      { content: [{ type: 'input_text', text: 'one\ntwo' }], attachments: [], inference_options: {} },
    ]);
    expect(await editor.textContent()).toBe('');
  });

  test('does not send while an input method composes', async () => {
    scriptAnswers();
    const page = await bench.current.open();
    const editor = page.getByRole('textbox');
    await editor.fill('にほん');
    await editor.evaluate((element) => {
      element.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
      );
      element.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }),
      );
    });
    expect(await editor.textContent()).toBe('にほん');
    expect(bench.current.api.requests).toEqual([]);
  });

  test('shows markup in the message as the characters it is', async () => {
    scriptAnswers();
    bench.current.api.on('threads.create', () => {});
    const page = await bench.current.open();
    await page.getByRole('textbox').fill('<b>bold</b> **stars**');
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByText('<b>bold</b> **stars**').waitFor();
    expect(await page.locator('.bubble b, .bubble strong').count()).toBe(0);
  });
});

test('sends a prompt of the start screen at once', async () => {
  scriptAnswers();
  const page = await bench.current.open({
    options: {
      startScreen: {
        prompts: [
          { label: 'Plan', prompt: 'Plan my day', icon: 'calendar' },
          { label: 'Tagged', prompt: [{ type: 'input_tag', id: 'e1', text: 'Q3' }] },
        ],
      },
    },
  });
  await page.getByRole('button', { name: 'Plan' }).click();
  await page.getByText('Hello.').waitFor();
  expect(sentInputs()).toEqual([
    { content: [{ type: 'input_text', text: 'Plan my day' }], attachments: [], inference_options: {} },
  ]);
});

describe('tools and models', () => {
  const tools = [
    {
      id: 'search',
      label: 'Search the web',
      shortLabel: 'Search',
      icon: 'globe' as const,
      placeholderOverride: 'Search for',
    },
    { id: 'keep', label: 'Keep', icon: 'star' as const, persistent: true, pinned: true },
  ];

  test('sends the tool, tells the host, and forgets it after sending unless it is persistent', async () => {
    scriptAnswers();
    const page = await bench.current.open({ options: { composer: { tools } } });
    await page.getByRole('button', { name: 'Tools' }).click();
    await page.getByRole('menuitemradio', { name: 'Search the web' }).click();
    await page.getByRole('textbox', { name: 'Search for' }).fill('first');
    await page.keyboard.press('Enter');
    await page.getByText('Hello.').waitFor();
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByRole('textbox').fill('second');
    await page.keyboard.press('Enter');
    await expect.poll(() => sentInputs().length).toBe(2);
    expect(sentInputs()).toMatchObject([
      { inference_options: { tool_choice: { id: 'search' } } },
      { inference_options: { tool_choice: { id: 'keep' } } },
    ]);
    await page.getByRole('button', { name: 'Remove Keep' }).click();
    expect(await detailsOf(page, 'chatkit.tool.change')).toEqual([
      { toolId: 'search' },
      { toolId: null },
      { toolId: 'keep' },
      { toolId: null },
    ]);
  });

  const models = [
    { id: 'old', label: 'Old', disabled: true },
    { id: 'fast', label: 'Fast' },
    { id: 'deep', label: 'Deep', default: true },
  ];

  test('preselects the default model, refuses a disabled one, and sends the choice', async () => {
    scriptAnswers();
    const page = await bench.current.open({ options: { composer: { models } } });
    await page.getByRole('button', { name: 'Model: Deep' }).click();
    expect(await page.getByRole('menuitemradio', { name: 'Old' }).isDisabled()).toBe(true);
    await page.getByRole('menuitemradio', { name: 'Fast' }).click();
    await page.getByRole('button', { name: 'Model: Fast' }).waitFor();
    await page.getByRole('textbox').fill('first');
    await page.keyboard.press('Enter');
    await page.getByText('Hello.').waitFor();
    expect(sentInputs()).toMatchObject([{ inference_options: { model: 'fast' } }]);
    expect(await page.getByRole('button', { name: 'Model: Fast' }).isVisible()).toBe(true);
  });

  test('leaves the selections alone when a method names a tool or a model', async () => {
    scriptAnswers();
    const page = await bench.current.open({ options: { composer: { models, tools } } });
    await page.evaluate(async () =>
      document.querySelector('openai-chatkit')?.sendUserMessage({
        text: 'Hi',
        reply: 'A quote',
        toolChoice: { id: 'search' },
        model: 'fast',
      }),
    );
    await page.getByText('Hello.').waitFor();
    expect(sentInputs()).toMatchObject([
      { quoted_text: 'A quote', inference_options: { tool_choice: { id: 'search' }, model: 'fast' } },
    ]);
    expect(await page.getByRole('button', { name: 'Model: Deep' }).isVisible()).toBe(true);
    expect(await detailsOf(page, 'chatkit.tool.change')).toEqual([]);
  });

  test('moves in a menu with the arrow keys and returns the focus on Escape', async () => {
    const page = await bench.current.open({ options: { composer: { models } } });
    const button = page.getByRole('button', { name: 'Model: Deep' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    expect(await page.getByRole('menuitemradio', { name: 'Fast' }).evaluate(isFocused)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await button.evaluate(isFocused)).toBe(true);
  });
});

describe('the composer by method', () => {
  test('fills and replaces the draft without sending it', async () => {
    scriptAnswers();
    const page = await bench.current.open({
      options: {
        composer: {
          attachments: { enabled: true },
          models: [
            { id: 'm1', label: 'M1' },
            { id: 'm2', label: 'M2' },
          ],
        },
      },
    });
    await page.evaluate(async () => {
      const element = document.querySelector('openai-chatkit');
      await element?.setComposerValue({ text: 'First' });
      await element?.setComposerValue({
        content: [
          { type: 'input_text', text: 'See ' },
          { type: 'input_tag', id: 'd', text: 'Doc' },
        ],
        reply: 'What you said',
        attachments: [{ type: 'file', id: 'atc_1', name: 'a.pdf', mime_type: 'application/pdf' }],
        selectedModelId: 'm2',
      });
    });
    expect(await page.getByRole('textbox').textContent()).toBe('See Doc');
    expect(await page.getByText('What you said').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByText('Hello.').waitFor();
    expect(sentInputs()).toEqual([
      {
        content: [
          { type: 'input_text', text: 'See ' },
          { type: 'input_tag', id: 'd', text: 'Doc', data: {}, interactive: false },
        ],
        attachments: ['atc_1'],
        quoted_text: 'What you said',
        inference_options: { model: 'm2' },
      },
    ]);
  });

  test('focuses on request', async () => {
    const page = await bench.current.open();
    await page.evaluate(async () => document.querySelector('openai-chatkit')?.focusComposer());
    expect(await page.getByRole('textbox').evaluate(isFocused)).toBe(true);
  });
});

test('renders the disclaimer as Markdown below the composer', async () => {
  const page = await bench.current.open({ options: { disclaimer: { text: 'Check **facts**.', highContrast: true } } });
  expect(await page.locator('.disclaimer.high-contrast strong').textContent()).toBe('facts');
  const [editor, disclaimer] = [page.getByRole('textbox'), page.locator('.disclaimer')];
  expect((await disclaimer.boundingBox())?.y ?? 0).toBeGreaterThan((await editor.boundingBox())?.y ?? 0);
});

test('shows the reason of a locked thread as placeholder and of a closed one as banner', async () => {
  const { api } = bench.current;
  api.on('threads.get_by_id', (_request, reply) =>
    reply.json(thread('thr_1', { status: { type: 'locked', reason: 'Handed to a human.' } })),
  );
  const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
  const editor = page.getByRole('textbox', { name: 'Handed to a human.' });
  expect(await editor.getAttribute('contenteditable')).toBe('false');
  api.on('threads.get_by_id', (_request, reply) => reply.json(thread('thr_2', { status: { type: 'closed' } })));
  await page.evaluate(async () => document.querySelector('openai-chatkit')?.setThreadId('thr_2'));
  await page.getByText('This chat is closed.').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
});

/** Answers every message. */
function scriptAnswers() {
  const { api } = bench.current;
  api.on('threads.create', (_request, reply) => {
    reply.frames(...turn('Hi', 'Hello.'));
    reply.end();
  });
  api.on('threads.add_user_message', (_request, reply) => {
    reply.frames(...turn('Hi', 'Hello.').slice(1));
    reply.end();
  });
  return api;
}

/** The input of every message sent so far. */
function sentInputs() {
  const { api } = bench.current;
  return api.requests.filter(({ params }) => 'input' in params).map(({ params }) => params.input);
}

function isFocused(element: Element): boolean {
  return element.matches(':focus');
}
