import fc from 'fast-check';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { useElementBench } from '../testing/element-bench.ts';
import type { Reply } from '../testing/fake-chat-api.ts';
import { added, assistantItem, delta, done, options, thread, userItem, widgetItem } from '../testing/frames.ts';

const bench = useElementBench();

/** A server with conversations whose answers end when the test says so. */
function converse() {
  const { api } = bench.current;
  const items = new Map<string, object[]>();
  const answers: { threadId: string; reply: Reply }[] = [];
  const sent: string[] = [];
  api.on('threads.get_by_id', ({ params }, reply) => {
    const id = String(params.thread_id);
    reply.json(thread(id, { items: { data: items.get(id) ?? [userItem(`u_${id}`, `About ${id}`)], has_more: false } }));
  });
  api.on('threads.add_user_message', ({ params }, reply) => {
    const { thread_id: threadId, input } = params as { thread_id: string; input: { content: { text: string }[] } };
    const text = input.content.map((part) => part.text).join('');
    sent.push(text);
    const question = userItem(`u${sent.length}`, text, { thread_id: threadId });
    const before = items.get(threadId) ?? [userItem(`u_${threadId}`, `About ${threadId}`)];
    // Read again before it is answered, it was cut.
    items.set(threadId, [...before, { ...question, status: 'incomplete' }]);
    reply.frames(done(question), options(), added(assistantItem(`a${sent.length}`, '')));
    reply.frames(delta(`a${sent.length}`, `Answer ${sent.length}`));
    answers.push({ threadId, reply });
  });
  const end = (...frames: object[]) => {
    const answer = answers.at(-1);
    const item = assistantItem(`a${sent.length}`, `Answer ${sent.length}.`);
    const { status: _over, ...question } = Object(items.get(answer?.threadId ?? '')?.at(-1) ?? {});
    items.set(answer?.threadId ?? '', [...(items.get(answer?.threadId ?? '') ?? []).slice(0, -1), question, item]);
    answer?.reply.frames(...(frames.length > 0 ? frames : [done(item)]));
    answer?.reply.end();
  };
  return { sent, end };
}

const open = () => bench.current.open({ options: { initialThread: 'thr_1' } });
const composer = (page: Page) => page.getByRole('textbox');
const queued = (page: Page) => page.getByRole('list', { name: 'Waiting to be sent' }).locator('li p');

async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

describe('a message sent while a response runs', () => {
  test('waits in view and in order, asks the server nothing, and goes out when the response has ended', async () => {
    const { sent, end } = converse();
    const page = await open();
    await send(page, 'One');
    await page.getByText('Answer 1').waitFor();
    await send(page, 'Two');
    await send(page, 'Three');
    expect(await queued(page).allTextContents()).toEqual(['Two', 'Three']);
    await page.getByText('Sends after this reply').first().waitFor();
    expect(await composer(page).textContent()).toBe('');
    expect(sent).toEqual(['One']);
    expect(
      await page.evaluate(() =>
        document
          .querySelector('openai-chatkit')
          ?.sendUserMessage({ text: 'x' })
          .catch((error: Error) => error.name),
      ),
    ).toBe('IntegrationError');
    end();
    await page.getByText('Answer 2').waitFor();
    expect(sent).toEqual(['One', 'Two']);
    expect(await queued(page).allTextContents()).toEqual(['Three']);
    end();
    await page.getByText('Answer 3').waitFor();
    expect(await queued(page).count()).toBe(0);
    expect(await page.locator('.bubble').allTextContents()).toEqual(['About thr_1', 'One', 'Two', 'Three']);
  });

  test('comes back into the composer to be edited, before what was written since, and goes when it is taken back', async () => {
    const { sent, end } = converse();
    const page = await open();
    await send(page, 'One');
    await page.getByText('Answer 1').waitFor();
    await composer(page).fill('Two');
    await page.getByRole('button', { name: 'Send after this reply' }).click();
    await send(page, 'Three');
    await composer(page).fill('Four');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Three' })
      .getByRole('button', { name: 'Take message back' })
      .click();
    await page.getByRole('button', { name: 'Edit message' }).click();
    expect(await composer(page).innerText()).toBe('Two\nFour');
    expect(await composer(page).evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(await queued(page).count()).toBe(0);
    end();
    await page.getByText('Answer 1.').waitFor();
    expect(sent).toEqual(['One']);
  });

  test.each([
    { name: 'was stopped', finish: (page: Page) => page.getByRole('button', { name: 'Stop responding' }).click() },
    {
      name: 'failed',
      frame: { type: 'error', code: 'custom', message: 'No paper left.', allow_retry: true },
    },
    {
      name: 'asks for a yes that nobody has seen',
      frame: done(
        widgetItem('w1', { type: 'Card', children: [], confirm: { label: 'Delete', action: { type: 'go' } } }),
      ),
    },
  ])('stays, with a way to send it, when the response $name', async ({ finish, frame }) => {
    const { sent, end } = converse();
    const page = await open();
    await send(page, 'One');
    await page.getByText('Answer 1').waitFor();
    await send(page, 'Two');
    if (finish) await finish(page);
    else end(frame);
    await page.getByText('Not sent yet').waitFor();
    await page.waitForTimeout(150);
    expect(sent).toEqual(['One']);
    await page.getByRole('listitem').filter({ hasText: 'Two' }).getByRole('button', { name: 'Send message' }).click();
    await page.getByText('Answer 2').waitFor();
    expect(sent).toEqual(['One', 'Two']);
  });

  test('stays with the reason when the server refuses it, apart from what is being written', async () => {
    const { end } = converse();
    const page = await open();
    await send(page, 'One');
    await page.getByText('Answer 1').waitFor();
    await send(page, 'Far too long');
    await composer(page).fill('Half a thought');
    bench.current.api.on('threads.add_user_message', (_request, reply) => reply.json({}, 413));
    end();
    await page.getByText('This message is too long. Shorten it and send it again.').waitFor();
    expect(await queued(page).allTextContents()).toEqual(['Far too long']);
    expect(await page.locator('.bubble').allTextContents()).toEqual(['About thr_1', 'One']);
    expect(await composer(page).textContent()).toBe('Half a thought');
  });

  test('belongs to its thread, and is there again after a reload with its tags and files', async () => {
    const { sent, end } = converse();
    const page = await bench.current.open({
      options: {
        initialThread: 'thr_1',
        api: { url: '/chat', domainKey: 'local', uploadStrategy: { type: 'direct', uploadUrl: '/upload' } },
        composer: { attachments: { enabled: true } },
      },
      hooks: { 'entities.onTagSearch': "async () => [{ id: 'p1', title: 'Ada', data: { kind: 'person' } }]" },
    });
    await send(page, 'One');
    await page.getByText('Answer 1').waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
    await page.getByRole('button', { name: 'Remove a.txt' }).waitFor();
    await composer(page).pressSequentially('Ask @');
    await page.getByRole('option', { name: 'Ada' }).click();
    await expect.poll(() => page.locator('.file[data-status=done]').count()).toBe(1);
    await composer(page).press('Enter');
    await expect.poll(() => queued(page).allTextContents()).toEqual(['Ask Ada']);
    end();
    await page.getByText('Answer 2').waitFor();
    const { input } = bench.current.api.received('threads.add_user_message').at(-1)?.params as { input: object };
    expect(input).toMatchObject({ attachments: ['atc_direct'], content: [{ text: 'Ask ' }, { id: 'p1' }] });
    await send(page, 'Two');
    await send(page, 'Three');
    await show(page, 'thr_2');
    expect(await queued(page).count()).toBe(0);
    await show(page, 'thr_1');
    expect(await queued(page).allTextContents()).toEqual(['Two', 'Three']);
    await reload(page, 'thr_1');
    // What was being answered was cut: nothing goes out by itself.
    await page.getByText('Not sent yet').first().waitFor();
    expect(await queued(page).allTextContents()).toEqual(['Two', 'Three']);
    expect(sent).toEqual(['One', 'Ask Ada']);
  });

  test('is in one place at any time: sent, waiting or in the composer', async () => {
    const step = fc.constantFrom('send', 'send', 'end', 'fail', 'stop', 'edit', 'go', 'leave', 'reload');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
        const { sent, end } = converse();
        const page = await open();
        const written: string[] = [];
        for (const each of steps) {
          if (each === 'send') {
            written.push(`Message ${written.length}`);
            await composer(page).press('End');
            await composer(page).pressSequentially(` Message ${written.length - 1}`);
            await composer(page).press('Enter');
          }
          if (each === 'end') end();
          if (each === 'fail') end({ type: 'error', code: 'custom', message: 'No paper.', allow_retry: true });
          if (each === 'stop') await pressAny(page, 'Stop responding');
          if (each === 'edit') await pressAny(page, 'Edit message');
          if (each === 'go') await pressAny(page, 'Send message');
          if (each === 'leave') for (const id of ['thr_2', 'thr_1']) await show(page, id);
          if (each === 'reload' && (await composer(page).textContent()) === '') await reload(page, 'thr_1');
          await page.waitForTimeout(60);
        }
        const places = [...sent, ...(await queued(page).allTextContents()), (await composer(page).innerText()) ?? ''];
        for (const text of written)
          expect(
            places.filter((place) => new RegExp(`${text}(?!\\d)`).test(place)),
            `${text} in ${JSON.stringify(places)}`,
          ).toHaveLength(1);
        await page.close();
      }),
      { seed: 14, numRuns: 6 },
    );
  });
});

/** Opens a thread as its row in the history does: also while a response runs. */
async function show(page: Page, id: string): Promise<void> {
  bench.current.api.on('threads.list', (_request, reply) =>
    reply.json({ data: ['thr_1', 'thr_2'].map((each) => thread(each, { title: `Thread ${each}` })), has_more: false }),
  );
  await page.getByRole('button', { name: 'Chat history' }).click();
  await page.getByRole('button', { name: `Thread ${id}`, exact: true }).click();
  await page.getByText(`About ${id}`).waitFor();
}

async function reload(page: Page, initialThread: string): Promise<void> {
  await page.reload();
  await page.addScriptTag({ url: '/element-page.js', type: 'module' });
  await page.evaluate((id) => {
    const element = document.createElement('openai-chatkit');
    document.body.append(element);
    element.setOptions({ api: { url: '/chat', domainKey: 'local' }, initialThread: id });
  }, initialThread);
  await page.getByText(`About ${initialThread}`).waitFor();
}

async function pressAny(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name }).first();
  if ((await button.count()) > 0 && (await button.isEnabled())) await button.click();
}
