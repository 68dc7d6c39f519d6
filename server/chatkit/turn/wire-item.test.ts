import { expect, test } from 'vitest';
import type { Attachment } from '../protocol/attachment.ts';
import type { ChatKitHandlers } from '../chatkit-handlers.ts';
import type { UserMessageItem } from '../protocol/thread-item.ts';
import { toWireAttachment, toWireItem } from './wire-item.ts';

const picture: Attachment = {
  type: 'image',
  id: 'atc_1',
  name: 'a.png',
  mime_type: 'image/png',
  preview_url: 'https://example.com/old',
  upload_descriptor: { url: 'https://example.com/upload', method: 'PUT', headers: {} },
  metadata: { secret: 1 },
};

const message: UserMessageItem = {
  id: 'msg_1',
  thread_id: 'thr_1',
  created_at: '2026-01-01T00:00:00.000Z',
  type: 'user_message',
  content: [],
  attachments: [picture],
  inference_options: {},
};

const handlers: ChatKitHandlers<{ host: string }> = {
  async *respond() {},
  attachments: {
    create: () => Promise.resolve(picture),
    delete: () => Promise.resolve(),
    previewUrl: ({ id }, { host }) => `https://${host}/${id}`,
  },
};

test('sends an attachment without its metadata', () => {
  expect(toWireAttachment(picture, { respond: handlers.respond.bind(handlers) }, { host: 'h' })).toEqual({
    type: 'image',
    id: 'atc_1',
    name: 'a.png',
    mime_type: 'image/png',
    preview_url: 'https://example.com/old',
    upload_descriptor: { url: 'https://example.com/upload', method: 'PUT', headers: {} },
  });
});

test('sends the attachments of a message with fresh previews, and never where to upload them', () => {
  expect(toWireItem(message, handlers, { host: 'fresh' })).toEqual({
    ...message,
    attachments: [
      { type: 'image', id: 'atc_1', name: 'a.png', mime_type: 'image/png', preview_url: 'https://fresh/atc_1' },
    ],
  });
});
