import { Router } from '@koa/router';
import type { AppRoutes, RequestState } from '../../ground/request-state.ts';
import { ChatKitError } from '../../chatkit/protocol/chatkit-error.ts';
import type { AttachmentService } from '../../chatkit/attachments/attachment-service.ts';
import { chatCallerOf, toAppError } from './chat-routes.ts';
import type { ChatCaller } from '../store/chat-caller.ts';

/** Where the bytes of a user's attachment are. */
export function fileAddress(baseUrl: string, userId: string, attachmentId: string): string {
  return `${baseUrl}/api/files/${encodeURIComponent(userId)}/${encodeURIComponent(attachmentId)}`;
}

/** The bytes of attachments, at signed addresses that work for a short while: whoever was given one needs no token. */
export function fileRoutes(attachments: AttachmentService<ChatCaller>): AppRoutes {
  const router = new Router<RequestState>();
  const path = '/api/files/:owner/:id';
  router.get(path, async (ctx) => {
    const { headers, bytes } = await refusing(attachments.serve(fileRequest(ctx.params, ctx.querystring)));
    ctx.set(headers);
    ctx.body = Buffer.from(bytes);
  });
  router.register(path, ['PUT', 'POST'], async (ctx) => {
    const upload = { contentType: ctx.get('Content-Type'), body: ctx.req };
    ctx.body = await refusing(attachments.receive(fileRequest(ctx.params, ctx.querystring), upload));
  });
  return router.routes();
}

/** `POST /api/:userId/attachments`: a file in one step, for clients that upload directly. */
export function directUploadRoutes(attachments: AttachmentService<ChatCaller>): AppRoutes {
  return new Router<RequestState>()
    .post('/api/:userId/attachments', async (ctx) => {
      const caller = chatCallerOf(ctx);
      const upload = { contentType: ctx.get('Content-Type'), body: ctx.req };
      ctx.status = 200;
      ctx.body = await refusing(attachments.receiveDirect(upload, caller));
    })
    .routes();
}

function fileRequest(
  params: Record<string, string | undefined>,
  querystring: string,
): { owner: string; id: string; query: URLSearchParams } {
  return { owner: params['owner'] ?? '', id: params['id'] ?? '', query: new URLSearchParams(querystring) };
}

function refusing<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw error instanceof ChatKitError ? toAppError(error) : error;
  });
}
