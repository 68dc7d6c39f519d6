import { describe, expect, test } from 'vitest';
import { detailsOf, useElementBench } from '../../testing/element-bench.ts';
import { turn } from '../../testing/frames.ts';

const bench = useElementBench();
const file = (name: string, mimeType = 'text/plain', size = 4) => ({ name, mimeType, buffer: Buffer.alloc(size, 'a') });
const attachments = { enabled: true };

/** Scripts a server that takes files in two phases and answers messages. */
function scriptUploads(method: 'PUT' | 'POST' = 'PUT') {
  const { api } = bench.current;
  let count = 0;
  api.on('attachments.create', (request, reply) => {
    count += 1;
    const { name, mime_type } = request.params;
    const descriptor = {
      url: `${api.url}/upload/${count}`,
      method,
      headers: method === 'PUT' ? { 'x-signed': 'yes' } : {},
    };
    reply.json({ id: `atc_${count}`, type: 'file', name, mime_type, upload_descriptor: descriptor });
  });
  api.on('attachments.delete', (_request, reply) => reply.json({}));
  api.on('threads.create', (_request, reply) => {
    reply.frames(...turn('Hi', 'Hello.'));
    reply.end();
  });
  return api;
}

describe('files', () => {
  test('are uploaded in two phases with PUT, sent by id, and deleted when removed', async () => {
    const api = scriptUploads();
    const page = await bench.current.open({ options: { composer: { attachments } } });
    await page.locator('input[type=file]').setInputFiles([file('a.txt'), file('b.txt')]);
    await expect.poll(() => api.uploads.length).toBe(2);
    expect(api.uploads[0]).toMatchObject({ method: 'PUT', headers: { 'x-signed': 'yes' } });
    expect(api.uploads[0]?.body.toString()).toBe('aaaa');
    await page.getByRole('button', { name: 'Remove b.txt' }).click();
    await expect.poll(() => api.received('attachments.delete').length).toBe(1);
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByText('Hello.').waitFor();
    expect(api.received('attachments.create')[0]?.params).toEqual({ name: 'a.txt', size: 4, mime_type: 'text/plain' });
    expect(api.received('threads.create')[0]?.params.input).toMatchObject({ content: [], attachments: ['atc_1'] });
  });

  test('are uploaded as a form where the server asks for POST, and directly where the host says so', async () => {
    const api = scriptUploads('POST');
    const page = await bench.current.open({ options: { composer: { attachments } } });
    await page.locator('input[type=file]').setInputFiles(file('a.txt'));
    await expect.poll(() => api.uploads.length).toBe(1);
    expect(api.uploads[0]?.headers['content-type']).toContain('multipart/form-data');
    expect(api.uploads[0]?.body.toString()).toContain('name="file"; filename="a.txt"');
    const direct = await bench.current.open({
      options: {
        api: { url: '/chat', domainKey: 'x', uploadStrategy: { type: 'direct', uploadUrl: '/upload/direct' } },
        composer: { attachments },
      },
    });
    await direct.locator('input[type=file]').setInputFiles(file('c.txt'));
    await expect.poll(() => api.uploads.length).toBe(2);
    await direct.getByRole('button', { name: 'Send message' }).click();
    await expect
      .poll(() => api.received('threads.create')[0]?.params.input)
      .toMatchObject({ attachments: ['atc_direct'] });
    expect(api.received('attachments.create')).toHaveLength(1);
  });

  test('are measured by the matching pattern, then by the fallback', async () => {
    const api = scriptUploads();
    const maxSize = { 'image/*': 10, '*': 5 };
    const page = await bench.current.open({ options: { composer: { attachments: { enabled: true, maxSize } } } });
    await page
      .locator('input[type=file]')
      .setInputFiles([file('big.txt', 'text/plain', 6), file('ok.png', 'image/png', 9)]);
    await page.getByText('big.txt is larger than 5 byte').waitFor();
    await expect.poll(() => api.received('attachments.create').length).toBe(1);
    expect(await detailsOf(page, 'chatkit.error')).toHaveLength(1);
  });

  test('refuses the eleventh', async () => {
    scriptUploads();
    const page = await bench.current.open({ options: { composer: { attachments } } });
    const many = Array.from({ length: 11 }, (_, index) => file(`${index}.txt`));
    await page.locator('input[type=file]').setInputFiles(many);
    await page.getByText('You can attach 10 files to a message.').waitFor();
    expect(await page.getByRole('button', { name: /^Remove/ }).count()).toBe(10);
  });

  test('are refused before any request when their type is not accepted', async () => {
    const api = scriptUploads();
    const accept = { 'image/*': ['.png'] };
    const page = await bench.current.open({ options: { composer: { attachments: { enabled: true, accept } } } });
    expect(await page.locator('input[type=file]').getAttribute('accept')).toBe('image/*,.png');
    await page.locator('input[type=file]').setInputFiles(file('a.txt'));
    await page.getByText('a.txt is of a type that cannot be attached.').waitFor();
    expect(api.requests).toEqual([]);
  });

  test('hold back Send until they are there, and can be tried again after a failure', async () => {
    const api = scriptUploads();
    let answer: (() => void) | undefined;
    api.on('attachments.create', (_request, reply) => {
      answer = () => reply.json({}, 500);
    });
    const page = await bench.current.open({ options: { composer: { attachments } } });
    await page.getByRole('textbox').fill('With a file');
    await page.locator('input[type=file]').setInputFiles(file('a.txt'));
    await expect.poll(async () => page.getByRole('button', { name: 'Send message' }).isDisabled()).toBe(true);
    await expect.poll(() => answer !== undefined).toBe(true);
    answer?.();
    scriptUploads();
    await page.getByRole('button', { name: 'Upload a.txt again' }).click();
    await expect.poll(async () => page.getByRole('button', { name: 'Send message' }).isEnabled()).toBe(true);
  });

  test('take the message along that Enter sent before they were there', async () => {
    const api = scriptUploads();
    const creating = Promise.withResolvers<void>();
    api.on('attachments.create', async (_request, reply) => {
      await creating.promise;
      reply.json({ id: 'atc_1', type: 'file', name: 'a.txt', mime_type: 'text/plain' });
    });
    const page = await bench.current.open({ options: { composer: { attachments } } });
    await page.locator('input[type=file]').setInputFiles(file('a.txt'));
    await page.getByRole('textbox').fill('With a file');
    await page.keyboard.press('Enter');
    await page.getByText('Sends when the files are uploaded').waitFor();
    expect(api.received('threads.create')).toEqual([]);
    creating.resolve();
    await page.getByText('Hello.').waitFor();
    expect(api.received('threads.create').map(({ params }) => params.input)).toMatchObject([
      { content: [{ text: 'With a file' }], attachments: ['atc_1'] },
    ]);
    expect(await page.getByRole('textbox').textContent()).toBe('');
  });

  test('send nothing by themselves after a failure, or when the message is written further', async () => {
    const api = scriptUploads();
    const creating = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
    api.on('attachments.create', async (_request, reply) => {
      const status = await creating[api.received('attachments.create').length - 1]?.promise;
      reply.json({ id: 'atc_1', type: 'file', name: 'a.txt', mime_type: 'text/plain' }, status);
    });
    const page = await bench.current.open({ options: { composer: { attachments } } });
    const waiting = page.getByText('Sends when the files are uploaded');
    await page.locator('input[type=file]').setInputFiles(file('a.txt'));
    await page.getByRole('textbox').fill('With a file');
    await page.keyboard.press('Enter');
    await waiting.waitFor();
    creating[0]?.resolve(500);
    const again = page.getByRole('button', { name: 'Upload a.txt again' });
    await again.waitFor();
    expect(await waiting.count()).toBe(0);

    await again.click();
    await page.getByRole('textbox').press('Enter');
    await waiting.waitFor();
    await page.keyboard.type(' and more');
    expect(await waiting.count()).toBe(0);
    creating[1]?.resolve(200);
    await expect.poll(async () => page.getByRole('button', { name: 'Send message' }).isEnabled()).toBe(true);
    expect(api.received('threads.create')).toEqual([]);
    expect(await page.getByRole('textbox').textContent()).toBe('With a file and more');
  });

  test('can be dropped and pasted', async () => {
    const api = scriptUploads();
    const page = await bench.current.open({ options: { composer: { attachments } } });
    await page.getByRole('textbox').evaluate((editor) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['x'], 'dropped.txt', { type: 'text/plain' }));
      editor.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, composed: true }));
      editor.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, composed: true, cancelable: true }),
      );
    });
    await expect.poll(() => api.received('attachments.create').length).toBe(2);
    expect(await page.getByRole('button', { name: 'Remove dropped.txt' }).count()).toBe(2);
  });

  test('can be dropped anywhere on the chat, which says that it takes them', async () => {
    const api = scriptUploads();
    const page = await bench.current.open({ options: { composer: { attachments } } });
    const drag = (kind: 'dragover' | 'dragleave' | 'drop') =>
      page
        .getByRole('heading', { level: 2 })
        .first()
        .evaluate((heading, type) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(['x'], 'dropped.txt', { type: 'text/plain' }));
          const event = new DragEvent(type, {
            dataTransfer: transfer,
            bubbles: true,
            composed: true,
            cancelable: true,
          });
          heading.dispatchEvent(event);
          return event.defaultPrevented;
        }, kind);
    expect(await drag('dragover')).toBe(true);
    await page.getByText('Drop files to attach them').waitFor();
    await drag('dragleave');
    await expect.poll(() => page.getByText('Drop files to attach them').count()).toBe(0);
    expect(await drag('drop')).toBe(true);
    await expect.poll(() => api.received('attachments.create').length).toBe(1);
  });
});

describe('dictation', () => {
  test('records, has it transcribed and inserts the text', async () => {
    const { api } = bench.current;
    api.on('input.transcribe', (_request, reply) => reply.json({ text: 'call mum' }));
    const page = await bench.current.open({ options: { composer: { dictation: { enabled: true } } } });
    await page.getByRole('button', { name: 'Dictate' }).click();
    await page.getByRole('button', { name: 'Finish dictation' }).waitFor();
    await page.waitForTimeout(300);
    await page.getByRole('button', { name: 'Finish dictation' }).click();
    await expect.poll(async () => page.getByRole('textbox').textContent()).toBe('call mum');
    const { audio_base64: audio, mime_type: mimeType } = api.received('input.transcribe')[0]?.params ?? {};
    expect(mimeType).toBe('audio/webm;codecs=opus');
    expect(String(audio).length).toBeGreaterThan(100);
  });

  test('says so when the microphone or the transcription fails', async () => {
    const { api } = bench.current;
    api.on('input.transcribe', (_request, reply) =>
      reply.json({ error: { code: 'unsupported', message: 'No.' } }, 501),
    );
    const page = await bench.current.open({ options: { composer: { dictation: { enabled: true } } } });
    await page.getByRole('button', { name: 'Dictate' }).click();
    await page.getByRole('button', { name: 'Finish dictation' }).click();
    await page.getByText('What you said could not be transcribed.').waitFor();
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('Denied', 'NotAllowedError');
      };
    });
    await page.getByRole('button', { name: 'Dictate' }).click();
    await page.getByText('The microphone is not available.').waitFor();
    expect(await detailsOf(page, 'chatkit.error')).toHaveLength(2);
  });
});
