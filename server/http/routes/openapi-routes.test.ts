import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer } from '../../testing/test-server.ts';

/** A JSON Schema, as far as the description of the API uses it. */
interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

const server = await startTestServer({ LOG_LEVEL: 'error' });
const alice = await server.signUp('Alice');
const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
const operations = Object.entries(document.paths)
  .filter(([path]) => /\/(?:tasks|undo|reminders)\b/.test(path))
  .flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );

const withBodies = operations.flatMap(([name, operation]) => {
  const schema = operation.requestBody?.content['application/json'].schema;
  return schema ? [[name, operation, schema] as const] : [];
});

/** What a test sends where any text would not do; a field that is not here takes the plainest value of its schema. */
async function prepare(): Promise<Record<string, unknown>> {
  const response = await alice.fetch('/tasks', {
    body: { title: 'Water plants', due: 'yesterday', notes: 'All of them' },
  });
  const { id, batch_id } = (await response.json()) as { id: number; batch_id: string };
  const until = new Date(Date.now() + 3_600_000).toISOString();
  return {
    task_id: id,
    batch_id,
    until,
    due: 'tomorrow 6pm',
    recurrence: 'every monday',
    limit: 2,
    status: 'completed',
  };
}

function sample(schema: Schema): unknown {
  const { type, enum: choices, anyOf, items } = schema;
  if (anyOf) return sample(anyOf.find((each) => each.type !== 'null') ?? {});
  if (choices) return choices[0];
  if (type === 'array') return [sample(items ?? {})];
  return type === 'boolean' ? true : type === 'integer' ? 7 : 'x';
}

/** The smallest body, then one for each field more; null where a field takes that. */
function bodiesFor({ properties = {}, required = [] }: Schema, known: Record<string, unknown>): object[] {
  const value = (name: string, schema: Schema) => [name, known[name] ?? sample(schema)] as const;
  const least = Object.fromEntries(required.map((name) => value(name, properties[name] ?? {})));
  const fields = Object.entries(properties).filter(([name]) => !required.includes(name));
  return [
    least,
    ...fields.map(([name, schema]) => ({ ...least, ...Object.fromEntries([value(name, schema)]) })),
    ...fields
      .filter(([, { anyOf }]) => anyOf?.some(({ type }) => type === 'null'))
      .map(([name]) => ({ ...least, [name]: null })),
  ];
}

/** Reads a schema as it is meant: what it does not name is not there. */
function strictly(schema: Schema): z.ZodType {
  const close = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(close);
    if (typeof part !== 'object' || part === null) return part;
    const { $ref, ...rest } = part as Schema;
    if ($ref !== undefined) return close(document.components.schemas[$ref.split('/').at(-1) ?? '']);
    const closed = Object.fromEntries(Object.entries(rest).map(([keyword, value]) => [keyword, close(value)]));
    return 'properties' in closed && rest.type === 'object' ? { ...closed, additionalProperties: false } : closed;
  };
  return z.fromJSONSchema(close(schema) as Parameters<typeof z.fromJSONSchema>[0]);
}

async function send(name: string, known: Record<string, unknown>, query: string, body?: object): Promise<Response> {
  const [method = '', path = ''] = name.split(' ');
  const address = path.replace('/api/{userId}', '').replace('{id}', String(known['task_id']));
  return alice.fetch(`${address}${query}`, { method, ...(body && { body }) });
}

async function expectAsDescribed(operation: Operation, response: Response, about: string): Promise<unknown> {
  const described = operation.responses[response.status];
  const [type, content] = Object.entries(described?.content ?? {})[0] ?? [];
  const answer: unknown = await response.json();
  expect(type, `${about}: ${response.status} ${JSON.stringify(answer)}`).toBeDefined();
  expect(response.headers.get('Content-Type')).toContain(type);
  const { error } = strictly(content?.schema ?? {}).safeParse(answer);
  expect(error?.issues, `${about} → ${JSON.stringify(answer)}`).toBeUndefined();
  return answer;
}

describe('the description of the task routes', () => {
  test('is read whole', () => {
    expect(operations.map(([name]) => name)).toHaveLength(9);
  });

  test.each(operations)('%s is what is taken and answered', async (name, operation) => {
    const schema = operation.requestBody?.content['application/json'].schema;
    const queries = (operation.parameters ?? []).filter(
      (parameter) => parameter.in === 'query' && parameter.name !== 'after',
    );
    const bodies = schema ? bodiesFor(schema, await prepare()) : [undefined];
    for (const fields of bodies) {
      const known = await prepare();
      const body =
        fields &&
        Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value && (known[field] ?? value)]));
      // What is done again was undone before.
      if (body && 'redo' in body) await alice.fetch('/undo', { body: {} });
      const response = await send(name, known, '', body);
      expect(response.ok, `${JSON.stringify(body)}: ${response.status}`).toBe(true);
      const answer = await expectAsDescribed(operation, response, `${name} ${JSON.stringify(body)}`);
      // An empty list says nothing of what is in it.
      expect(answer).not.toMatchObject({ data: [] });
    }
    for (const parameter of queries) {
      const known = await prepare();
      const value = known[parameter.name] ?? (parameter.name === 'priority' ? 'high' : 'x');
      const response = await send(name, known, `?${parameter.name}=${String(value)}`);
      expect(response.ok, parameter.name).toBe(true);
      await expectAsDescribed(operation, response, `${name} ${parameter.name}`);
    }
  });

  test.each(withBodies)('%s needs what it says it needs', async (name, operation, schema) => {
    for (const missing of schema.required ?? []) {
      const known = await prepare();
      const { [missing]: _missing, ...rest }: Record<string, unknown> = { ...bodiesFor(schema, known)[0] };
      const response = await send(name, known, '', rest);
      expect(response.status, `without ${missing}`).toBe(400);
      await expectAsDescribed(operation, response, name);
    }
  });

  test.each(withBodies)('%s takes nothing else', async (name, operation, schema) => {
    const known = await prepare();
    const others = [...findFields(document)].filter(
      ([field]) => !Object.hasOwn(schema.properties ?? {}, field) && !IN_ADDRESS.includes(field),
    );
    expect(others.length).toBeGreaterThan(20);
    for (const [field, described] of others) {
      const body = { ...bodiesFor(schema, known)[0], [field]: known[field] ?? sample(described) };
      const response = await send(name, known, '', body);
      expect(response.status, JSON.stringify(body)).toBe(400);
      await expectAsDescribed(operation, response, name);
    }
  });
});

/** Whose task, and which: what a body says of that counts nothing. */
const IN_ADDRESS = ['user_id', 'task_id'];

/** Every field that is described anywhere. */
function findFields(part: unknown): Map<string, Schema> {
  if (typeof part !== 'object' || part === null) return new Map();
  const own = 'properties' in part ? Object.entries((part as Schema).properties ?? {}) : [];
  return new Map([...Object.values(part).flatMap((inner) => [...findFields(inner)]), ...own]);
}
