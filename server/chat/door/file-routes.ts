import { Router, type RouterContext } from '@koa/router';
import { FairShare } from '../../database/fair-share.ts';
import type { Config } from '../../ground/config.ts';
import { RequestLimit } from '../../ground/request-limit.ts';
import type { AppRoutes, RequestState } from '../../ground/request-state.ts';
import { ChatKitError } from '../../chatkit/protocol/chatkit-error.ts';
import type { AttachmentService, FileRequest } from '../../chatkit/attachments/attachment-service.ts';
import type { FileUpload } from '../../chatkit/attachments/read-upload.ts';
import { chatCallerOf, toAppError } from './chat-routes.ts';
import type { ChatCaller } from '../store/chat-caller.ts';
import { readSteadily } from './read-steadily.ts';
import { UploadLimit } from './upload-limit.ts';

/** Files of one person that are read at once: as many as a browser asks for. Others wait for these. */
const READ_AT_ONCE = 6;
const PATIENCE_MS = 30_000;
/** A file that nobody takes is not kept in memory for ever. */
const LONGEST_READ_MS = 300_000;

/** What this instance counts of files, however they come and go. */
interface FileLimits {
  readonly requests: RequestLimit;
  readonly uploads: UploadLimit;
  readonly reads: FairShare;
}

export function createFileLimits({ requestsPerMinute, uploadsAtOncePerUser }: Config['limits']): FileLimits {
  return {
    requests: new RequestLimit(requestsPerMinute),
    uploads: new UploadLimit(uploadsAtOncePerUser),
    reads: new FairShare(READ_AT_ONCE, PATIENCE_MS),
  };
}

/** Where the bytes of a user's attachment are. */
export function fileAddress(baseUrl: string, userId: string, attachmentId: string): string {
  return `${baseUrl}/api/files/${encodeURIComponent(userId)}/${encodeURIComponent(attachmentId)}`;
}

/**
 * The bytes of attachments, at signed addresses that work for a short while: whoever was given one needs no token. What
 * is not signed counts for nobody, so that nobody can use up what another may ask.
 */
export function fileRoutes(attachments: AttachmentService<ChatCaller>, limits: FileLimits): AppRoutes {
  const router = new Router<RequestState>();
  const path = '/api/files/:owner/:id';
  router.get(path, async (ctx) => {
    const request = fileRequest(ctx);
    await refusing(async () => attachments.expectSigned(request, 'preview'));
    await limits.requests.count(request.owner);
    await limits.reads.take(request.owner);
    const late = setTimeout(() => ctx.res.destroy(), LONGEST_READ_MS);
    const end = () => {
      clearTimeout(late);
      limits.reads.giveBack(request.owner);
    };
    if (ctx.res.closed) end();
    else ctx.res.once('close', end);
    ctx.state.signal.throwIfAborted();
    const { headers, bytes } = await refusing(() => attachments.serve(request));
    ctx.set(headers);
    ctx.body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  });
  router.register(path, ['PUT', 'POST'], async (ctx) => {
    const request = fileRequest(ctx);
    ctx.body = await takeUpload(ctx, async () => {
      attachments.expectSigned(request, 'upload');
      await limits.requests.count(request.owner);
      const { end } = limits.uploads.begin(request.owner, request.id);
      return attachments.receive(request, uploadOf(ctx)).finally(end);
    });
  });
  return router.routes();
}

/** `POST /api/:userId/attachments`: a file in one step, for clients that upload directly. */
export function directUploadRoutes(attachments: AttachmentService<ChatCaller>, { uploads }: FileLimits): AppRoutes {
  return new Router<RequestState>()
    .post('/api/:userId/attachments', async (ctx) => {
      const caller = chatCallerOf(ctx);
      const answer = await takeUpload(ctx, async () => {
        const { end } = uploads.begin(caller.userId);
        return attachments.receiveDirect(uploadOf(ctx), caller).finally(end);
      });
      ctx.status = 200;
      ctx.body = answer;
    })
    .routes();
}

type FileContext = RouterContext<RequestState>;

function fileRequest({ params, querystring }: FileContext): FileRequest {
  return { owner: params['owner'] ?? '', id: params['id'] ?? '', query: new URLSearchParams(querystring) };
}

function uploadOf(ctx: FileContext): FileUpload {
  return { contentType: ctx.get('Content-Type'), size: ctx.request.length, body: readSteadily(ctx.req) };
}

/** What is refused is not read to its end: the connection is of no use any more. */
async function takeUpload<T>(ctx: FileContext, take: () => Promise<T>): Promise<T> {
  try {
    return await refusing(take);
  } catch (error) {
    ctx.set('Connection', 'close');
    throw error;
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ChatKitError ? toAppError(error) : error;
  }
}
