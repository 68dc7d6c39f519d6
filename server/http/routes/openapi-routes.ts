import { Router } from '@koa/router';
import { z } from 'zod';
import type { AppRoutes, RequestState } from '../../ground/request-state.ts';
import { plainRequest, plainResponse } from '../../chat/door/plain-chat.ts';
import { searchAnswer } from '../../chat/search/search-everything.ts';
import { stopRequest, stopResponse } from '../../chat/door/stop-route.ts';
import { snoozeRequest } from './reminder-routes.ts';
import { taskSummary } from '../../tasks/lists/summarize-tasks.ts';
import { datesPreview, previewRequest } from '../../tasks/preview-dates.ts';
import { newTask, taskView } from '../../tasks/task-fields.ts';
import {
  addedTask,
  claimedTasks,
  patchedTask,
  removedTask,
  taskPage,
  taskPatch,
  undoAnswer,
  undoRequest,
} from './task-schemas.ts';

type JsonObject = Record<string, unknown>;

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('A sentence for people'),
  code: z.string().describe('What to branch on'),
  request_id: z.string(),
  field: z.string().optional().describe('The field of the request that is wrong, where it is one'),
});

const REFUSALS: Record<string, string> = {
  400: 'The request is not valid',
  401: 'Not signed in, or the token has expired',
  403: "Somebody else's address, or a page that may not use the API",
  404: 'It does not exist, or is not yours',
  429: 'Too many requests; see Retry-After',
  503: 'The database is away; see Retry-After',
};

/** `GET /openapi.json`: the API in OpenAPI 3.1, made once from the schemas that check the requests. */
export function openApiRoutes(version: string): AppRoutes {
  const document = describeApi(version);
  return new Router<RequestState>().get('/openapi.json', (ctx) => void (ctx.body = document)).routes();
}

function describeApi(version: string): JsonObject {
  const task = { $ref: '#/components/schemas/Task' };
  return {
    openapi: '3.1.0',
    info: { title: 'Parley', version, license: { name: 'MIT', identifier: 'MIT' } },
    security: [{ token: [] }],
    paths: {
      '/api/{userId}/chat': {
        parameters: [userId, idempotencyKey],
        post: operation(
          'Say something, or answer a confirmation. A body with `type` is a ChatKit request and may answer with an event stream.',
          toSchema(plainRequest),
          toSchema(plainResponse),
        ),
      },
      '/api/{userId}/chat/stop': {
        parameters: [userId],
        post: operation('Stop what is being answered in a conversation', toSchema(stopRequest), toSchema(stopResponse)),
      },
      '/api/{userId}/tasks': {
        parameters: [userId],
        get: {
          ...operation('List tasks', undefined, toSchema(taskPage)),
          parameters: ['status', 'q', 'due', 'priority', 'tag', 'limit', 'after'].map(query),
        },
        post: { ...operation('Add a task', toBody(newTask), toSchema(addedTask), '201'), parameters: [idempotencyKey] },
      },
      '/api/{userId}/tasks/summary': {
        parameters: [userId, timeZone],
        get: {
          ...operation('Count tasks by when they are due', undefined, toSchema(taskSummary)),
          parameters: ['status', 'q', 'due', 'priority', 'tag'].map(query),
        },
      },
      '/api/{userId}/search': {
        parameters: [userId, timeZone],
        get: {
          ...operation('Find tasks, conversations and messages by their words', undefined, toSchema(searchAnswer)),
          parameters: ['q', 'limit'].map(query),
        },
      },
      '/api/{userId}/dates/preview': {
        parameters: [userId, timeZone],
        post: operation(
          'Read a date as it is typed; nothing is stored',
          toBody(previewRequest),
          toSchema(datesPreview),
        ),
      },
      '/api/{userId}/tasks/{id}': {
        parameters: [userId, { name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        get: operation('Read a task', undefined, task),
        patch: operation(
          'Change the fields that are given; null empties one',
          toBody(taskPatch),
          toSchema(patchedTask),
        ),
        delete: operation('Delete a task', undefined, toSchema(removedTask)),
      },
      '/api/{userId}/undo': {
        parameters: [userId],
        post: operation(
          'Take back the last change made by these routes, or the one with this batch_id, or with redo the last undo',
          toBody(undoRequest),
          toSchema(undoAnswer),
        ),
      },
      '/api/{userId}/reminders/claim': {
        parameters: [userId],
        post: operation('Take the tasks that are due and were not reminded of yet', undefined, toSchema(claimedTasks)),
      },
      '/api/{userId}/reminders/snooze': {
        parameters: [userId],
        post: operation('Remind of a task again later', toBody(snoozeRequest), toSchema(snoozeRequest)),
      },
      '/api/{userId}/events': {
        parameters: [userId],
        get: {
          ...operation('What changes, as it does', undefined, undefined),
          parameters: [lastEventId],
        },
      },
      '/api/{userId}/export': {
        parameters: [userId],
        get: operation("All of the user's data", undefined, { type: 'object' }),
      },
      '/api/{userId}': {
        parameters: [userId],
        delete: operation('Delete the account and everything in it', undefined, undefined, '204'),
      },
      '/mcp': {
        post: operation(
          'The same tools for any MCP client (Streamable HTTP, JSON answers)',
          { type: 'object' },
          { type: 'object' },
        ),
      },
      '/api/config': { get: open('What a client needs before sign-in') },
      '/healthz': { get: open('The process is alive') },
      '/readyz': { get: open('The database can be reached and is migrated') },
      '/metrics': { get: open('Prometheus text') },
    },
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'From GET /api/auth/token; good for five minutes',
        },
      },
      schemas: { Task: toSchema(taskView), Problem: toSchema(problem) },
    },
  };
}

const userId = {
  name: 'userId',
  in: 'path',
  required: true,
  description: "The token's subject",
  schema: { type: 'string' },
};

const timeZone = {
  name: 'Time-Zone',
  in: 'header',
  description: 'The IANA name of the zone that says when a day begins, such as Europe/Paris',
  schema: { type: 'string' },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same request with the same key is done once; the plain form remembers it for 24 hours',
  schema: { type: 'string', maxLength: 128 },
};

const lastEventId = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'The id of the last event that was read: the stream goes on from there',
  schema: { type: 'string' },
};

function query(name: string): JsonObject {
  return { name, in: 'query', schema: { type: 'string' } };
}

function operation(
  summary: string,
  body: JsonObject | undefined,
  answer: JsonObject | undefined,
  status = '200',
): JsonObject {
  const refusals = Object.entries(REFUSALS).map(([code, description]) => [
    code,
    { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
  ]);
  return {
    summary,
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [status]: { description: summary, ...(answer ? { content: { 'application/json': { schema: answer } } } : {}) },
      ...Object.fromEntries(refusals),
    },
  };
}

function open(summary: string): JsonObject {
  return { summary, security: [], responses: { 200: { description: summary } } };
}

/** What a route takes: it refuses a field that it does not know. */
function toBody(schema: z.ZodObject): JsonObject {
  return { ...toSchema(schema), additionalProperties: false };
}

function toSchema(schema: z.ZodType): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
