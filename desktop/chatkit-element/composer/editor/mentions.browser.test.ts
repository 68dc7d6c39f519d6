import { describe, expect, test } from 'vitest';
import { callsOf, detailsOf, setOptions, useElementBench } from '../../testing/element-bench.ts';
import { turn } from '../../testing/frames.ts';

const bench = useElementBench();

describe('mentions and commands', () => {
  const people = `async (query) => [
    { id: 'p1', title: 'Ada', group: 'People', interactive: true, data: { role: 'boss' } },
    { id: 'p2', title: 'Bob', group: 'People' },
  ].filter((entity) => entity.title.toLowerCase().startsWith(query))`;

  test('searches on @ and sends the chosen entity as a tag with data', async () => {
    scriptAnswers();
    const page = await bench.current.open({ hooks: { 'entities.onTagSearch': people } });
    const editor = page.getByRole('textbox');
    await editor.pressSequentially('Ask @b');
    const list = page.getByRole('listbox', { name: 'Mention' });
    await list.getByRole('option', { name: 'Bob' }).waitFor();
    expect(await callsOf(page, 'entities.onTagSearch')).toEqual([[''], ['b']]);
    expect(await editor.getAttribute('aria-activedescendant')).toBe(
      await list.getByRole('option', { name: 'Bob' }).getAttribute('id'),
    );
    await editor.press('Enter');
    await editor.pressSequentially('about it');
    await editor.press('Enter');
    await page.getByText('Hello.').waitFor();
    expect(sentInputs()).toMatchObject([
      {
        content: [
          { type: 'input_text', text: 'Ask ' },
          { type: 'input_tag', id: 'p2', text: 'Bob', data: {}, interactive: false, group: 'People' },
          { type: 'input_text', text: ' about it' },
        ],
      },
    ]);
  });

  test('shows no button for mentions without a search', async () => {
    const page = await bench.current.open({ options: { entities: { showComposerMenu: true } } });
    expect(await page.getByRole('button', { name: 'Mention' }).count()).toBe(0);
    await setOptions(page, { entities: { showComposerMenu: true } }, { 'entities.onTagSearch': people });
    await page.getByRole('button', { name: 'Mention' }).click();
    await page.getByRole('option', { name: 'Ada' }).click();
    expect(await page.getByRole('textbox').textContent()).toContain('Ada');
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  test('runs commands, which may open a menu or insert a tag', async () => {
    scriptAnswers();
    const page = await bench.current.open({
      options: { commands: { enabled: true }, composer: { tools: [{ id: 't', label: 'Tool', icon: 'bolt' }] } },
      hooks: {
        'commands.onSearch': "async () => [{ id: 'insert', label: 'Insert a task' }, { id: 'beep', label: 'Beep' }]",
        'commands.onSelect': `async (command) => command.id === 'insert'
          ? { type: 'menu', commands: [{ id: 'one', label: 'Task one' }] }
          : command.id === 'one' ? { type: 'entity', entity: { id: 't1', title: 'Task one' } } : undefined`,
      },
    });
    const editor = page.getByRole('textbox');
    await editor.pressSequentially('/');
    await page.getByRole('option', { name: 'Insert a task' }).click();
    await page.getByRole('option', { name: 'Task one' }).click();
    expect(await page.locator('.editor .tag').textContent()).toBe('Task one');
    await editor.pressSequentially(' /');
    await page.getByRole('option', { name: 'Beep' }).click();
    await expect.poll(async () => page.getByRole('listbox').count()).toBe(0);
    expect((await editor.textContent())?.includes('/')).toBe(false);
    await editor.pressSequentially('/too');
    await page.getByRole('option', { name: 'Tool' }).click();
    expect(await detailsOf(page, 'chatkit.tool.change')).toEqual([{ toolId: 't' }]);
  });
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
