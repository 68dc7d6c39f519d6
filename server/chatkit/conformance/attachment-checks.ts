import { describe, expect } from 'vitest';
import { userInput, type ConformanceClient, type Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget } from './conformance-target.ts';
import { uploadText } from './user-message-checks.ts';

/** The smallest picture there is, with a byte that is no text. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Feedback, attachments and dictation. */
export function attachmentChecks(target: ConformanceTarget): void {
  const { wire, scripted } = checksOf(target);

  describe('feedback', () => {
    scripted('hands thread, items and kind to the handler', async ({ alice, host }) => {
      const { threadId, userItem } = await alice.createThread();
      const params = { thread_id: threadId, item_ids: [userItem.id, 'other'], kind: 'negative' };
      expect(await alice.json('items.feedback', params)).toEqual({});
      expect(host.feedback).toContainEqual({ threadId, itemIds: [userItem.id, 'other'], kind: 'negative' });
    });

    wire('rejects any other kind', async (alice) => {
      const params = { thread_id: 't', item_ids: [], kind: 'neutral' };
      expect((await alice.refused('items.feedback', params)).status).toBe(400);
    });

    wire('accepts an empty list of items', async (alice) => {
      const { threadId } = await alice.createThread();
      const params = { thread_id: threadId, item_ids: [], kind: 'positive' };
      expect(await alice.json('items.feedback', params)).toEqual({});
    });
  });

  describe('attachments', () => {
    wire('announces a file with its id, name, type and where to upload it', async (alice) => {
      const attachment = await announce(alice, 'note é.txt', 4, 'text/plain');
      expect(attachment).toMatchObject({
        id: expect.any(String),
        name: 'note é.txt',
        mime_type: 'text/plain',
        type: 'file',
      });
      expect(['PUT', 'POST']).toContain(attachment.upload_descriptor.method);
      expect(attachment).not.toHaveProperty('preview_url');
    });

    wire('gives every picture a preview address', async (alice) => {
      const attachment = await announce(alice, 'a.png', PNG.length, 'image/png');
      expect(attachment).toMatchObject({ type: 'image', preview_url: expect.stringMatching(/^https?:/) });
      await put(attachment, PNG);
      const events = await alice.events('threads.create', {
        input: userInput('see', { attachments: [attachment.id] }),
      });
      const [sent] = events[1].item.attachments;
      expect(await (await fetch(sent.preview_url)).bytes()).toEqual(new Uint8Array(PNG));
    });

    wire('knows an announced attachment at once', async (alice) => {
      const { id } = await announce(alice, 'a.txt', 4, 'text/plain');
      expect(await alice.json('attachments.delete', { attachment_id: id })).toEqual({});
    });

    wire('stores the exact bytes of a PUT', async (alice) => {
      const attachment = await announce(alice, 'a.png', PNG.length, 'image/png');
      expect((await put(attachment, PNG)).status).toBe(200);
      expect(await (await fetch(attachment.preview_url)).bytes()).toEqual(new Uint8Array(PNG));
    });

    wire('stores the exact bytes of a POST with a form', async (alice) => {
      const attachment = await announce(alice, 'a.png', PNG.length, 'image/png');
      const response = await fetch(attachment.upload_descriptor.url, {
        method: 'POST',
        body: formOf(PNG, 'image/png'),
      });
      expect(response.status, await response.text()).toBe(200);
      expect(await (await fetch(attachment.preview_url)).bytes()).toEqual(new Uint8Array(PNG));
    });

    wire('has no upload address once the bytes are there', async (alice) => {
      const attachment = await announce(alice, 'a.png', PNG.length, 'image/png');
      const uploaded = JSON.parse(await (await put(attachment, PNG)).text());
      expect(uploaded).not.toHaveProperty('upload_descriptor');
      const input = userInput('see', { attachments: [attachment.id] });
      expect(await alice.raw('threads.create', { input })).not.toContain('upload_descriptor');
      expect((await put(attachment, PNG)).status).toBe(409);
    });

    scripted('takes a direct upload and answers with the attachment', async ({ alice, host }) => {
      const body = formOf(PNG, 'image/png');
      const response = await fetch(`${host.origin}/upload`, { method: 'POST', headers: alice.headers, body });
      const attachment = JSON.parse(await response.text());
      expect(attachment).toMatchObject({ name: 'file.png', mime_type: 'image/png', type: 'image' });
      expect(attachment).not.toHaveProperty('metadata');
      expect(await (await fetch(attachment.preview_url)).bytes()).toEqual(new Uint8Array(PNG));
    });

    wire('deletes bytes and record', async (alice) => {
      const attachment = await announce(alice, 'a.png', PNG.length, 'image/png');
      await put(attachment, PNG);
      expect(await alice.json('attachments.delete', { attachment_id: attachment.id })).toEqual({});
      expect((await fetch(attachment.preview_url)).status).toBe(404);
      const input = userInput('see', { attachments: [attachment.id] });
      expect((await alice.refused('threads.create', { input })).status).toBe(404);
    });

    scripted("refuses another user's attachment", async ({ alice, bob }) => {
      const { id } = await uploadText(bob);
      expect((await alice.refused('attachments.delete', { attachment_id: id })).status).toBe(404);
      const input = userInput('see', { attachments: [id] });
      expect((await alice.refused('threads.create', { input })).status).toBe(404);
      await bob.events('threads.create', { input });
    });

    wire('refuses addresses that were changed or are for something else', async (alice) => {
      const attachment = await announce(alice, 'a.png', PNG.length, 'image/png');
      await put(attachment, PNG);
      const other = await announce(alice, 'b.png', PNG.length, 'image/png');
      const forged = (change: (url: URL) => void) => {
        const url = new URL(attachment.preview_url);
        change(url);
        return fetch(url);
      };
      const changes: ((url: URL) => void)[] = [
        (url) => url.searchParams.set('signature', 'AAAA'),
        (url) => url.searchParams.delete('signature'),
        (url) => url.searchParams.set('expires', String(Date.now() + 1e12)),
        (url) => (url.pathname = url.pathname.replace(attachment.id, other.id)),
      ];
      for (const change of changes) expect((await forged(change)).status).toBe(404);
      expect((await fetch(attachment.preview_url, { method: 'PUT', body: PNG })).status).toBe(404);
      expect((await fetch(other.upload_descriptor.url)).status).toBe(404);
    });

    scripted('refuses what is too large, of another type, or over the quota', async ({ alice, host }) => {
      const refuse = (params: object) => alice.refused('attachments.create', params);
      expect((await refuse({ name: 'a.txt', size: 100_001, mime_type: 'text/plain' })).status).toBe(413);
      expect((await refuse({ name: 'a.exe', size: 10, mime_type: 'application/x-msdownload' })).status).toBe(415);
      expect((await refuse({ name: 'a.html', size: 10, mime_type: 'text/html' })).status).toBe(415);
      expect((await refuse({ name: 'a.svg', size: 10, mime_type: 'image/svg+xml' })).status).toBe(415);

      const disguised = await announce(alice, 'a.png', 20, 'image/png');
      expect((await put(disguised, Buffer.from('<script>alert(1)'))).status).toBe(415);
      const binary = await announce(alice, 'a.txt', PNG.length, 'text/plain');
      expect((await put(binary, PNG)).status).toBe(415);
      const larger = await announce(alice, 'a.txt', 4, 'text/plain');
      expect((await put(larger, Buffer.from('12345'))).status).toBe(413);
      const body = formOf(Buffer.alloc(100_001, 'a'), 'text/plain');
      const direct = await fetch(`${host.origin}/upload`, { method: 'POST', headers: alice.headers, body });
      expect(direct.status).toBe(413);

      const half = { name: 'a.txt', size: 90_000, mime_type: 'text/plain' };
      const { id } = await alice.json('attachments.create', half);
      expect((await refuse(half)).status).toBe(413);
      await alice.json('attachments.delete', { attachment_id: id });
      await alice.json('attachments.create', half);
    });

    wire('serves files so that nothing in them can run', async (alice) => {
      const attachment = await announce(alice, 'a "b".png', PNG.length, 'image/png');
      await put(attachment, PNG);
      const { headers } = await fetch(attachment.preview_url);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Content-Disposition')).toBe("attachment; filename*=UTF-8''a%20%22b%22.png");
      expect(headers.get('Content-Security-Policy')).toContain('sandbox');
      expect(headers.get('Content-Type')).toBe('image/png');
    });
  });

  describe('dictation', () => {
    scripted('hands over the decoded audio, its type and its base type', async ({ alice }) => {
      const audio_base64 = Buffer.from('sound').toString('base64');
      const params = { audio_base64, mime_type: 'audio/webm;codecs=opus' };
      expect(await alice.json('input.transcribe', params)).toEqual({
        text: 'sound audio/webm;codecs=opus audio/webm',
      });
      expect((await alice.refused('input.transcribe', { ...params, audio_base64: '***' })).status).toBe(400);
      expect((await alice.refused('input.transcribe', { ...params, mime_type: 'text/plain' })).status).toBe(400);
    });

    scripted('refuses dictation with a clear error where there is none', async ({ alice }) => {
      const params = { audio_base64: 'AAAA', mime_type: 'audio/mp4' };
      const body = { type: 'input.transcribe', params };
      const response = await alice.post(body, { headers: { 'Accept-Language': 'xx' } });
      expect(response.status).toBe(501);
      expect(await response.text()).toContain('no dictation');
    });
  });
}

function announce(client: ConformanceClient, name: string, size: number, mimeType: string): Promise<Json> {
  return client.json('attachments.create', { name, size, mime_type: mimeType });
}

function put(attachment: Json, bytes: Buffer): Promise<Response> {
  const { url, headers } = attachment.upload_descriptor;
  return fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
}

function formOf(bytes: Buffer, type: string): FormData {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(bytes)], 'file.png', { type }));
  return form;
}
