import { requestSchemas } from '../../chatkit/protocol/chatkit-request.ts';
import { allTools } from '../../mcp/all-tools.ts';
import { z } from 'zod';

/** One request, with a text in one place of it. */
export interface TextField {
  name: string;
  method: string;
  /** Below the user's address, or the server's when it begins with `/mcp`. */
  path: (text: string) => string;
  body?: (text: string) => unknown;
}

interface Place {
  at: string;
  fill: (text: string) => unknown;
}

type Members = Readonly<Record<string, unknown>>;

/** Values that lead further into a request than an invented one would, by the name of their field. */
export type KnownValues = Readonly<Record<string, unknown>>;

/** Every place of every request that takes a text, as the API's own description and the schemas of chat and tools have it. */
export function findTextFields(api: unknown, known: KnownValues): TextField[] {
  return [...fieldsOfApi(api, known), ...fieldsOfChat(known), ...fieldsOfTools(known)];
}

function fieldsOfApi(api: unknown, known: KnownValues): TextField[] {
  return Object.entries(objectAt(api, 'paths')).flatMap(([path, methods]) => {
    const below = path.replace('/api/{userId}', '');
    if (below === path || below === '') return [];
    return Object.entries(isObject(methods) ? methods : {}).flatMap(([method, operation]) => {
      if (method === 'parameters') return [];
      const name = `${method.toUpperCase()} ${below}`;
      const parameters: unknown = objectAt(operation)['parameters'];
      const at = (text: string) => below.replace('{id}', text);
      const queries = (Array.isArray(parameters) ? parameters : []).map((parameter: unknown): TextField => {
        const key = String(objectAt(parameter)['name']);
        return { name: `${name}?${key}`, method, path: (text) => `${at('1')}?${key}=${encode(text)}` };
      });
      const inPath =
        at('1') === below ? [] : [{ name: `${name} id`, method, path: (text: string) => at(encode(text)) }];
      const schema = objectAt(operation, 'requestBody', 'content', 'application/json', 'schema');
      const bodies = [
        ...findPlaces('content' in objectAt(operation, 'requestBody') ? schema : undefined, known, ''),
      ].map(({ at: place, fill }) => ({
        name: `${name} ${place}`,
        method,
        path: () => at('1'),
        body: fill,
      }));
      return [...queries, ...inPath, ...bodies];
    });
  });
}

function fieldsOfChat(known: KnownValues): TextField[] {
  return [...requestSchemas].flatMap(([type, schema]) =>
    [...findPlaces(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), known, '')].map(({ at, fill }) => ({
      name: `${String(type)} ${at}`,
      method: 'post',
      path: () => '/chat',
      body: fill,
    })),
  );
}

function fieldsOfTools(known: KnownValues): TextField[] {
  const call = (name: string, args: unknown) => ({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name, arguments: args },
  });
  const tools = allTools.flatMap(({ name, inputJsonSchema }) =>
    [...findPlaces(inputJsonSchema, known, '')].map(({ at, fill }) => ({
      name: `${name} ${at}`,
      body: (text: string): unknown => call(name, fill(text)),
    })),
  );
  const others = [
    { name: 'MCP tool', body: (text: string): unknown => call(text, {}) },
    { name: 'MCP method', body: (text: string): unknown => ({ jsonrpc: '2.0', id: text, method: text, params: {} }) },
    {
      name: 'MCP batch',
      body: (text: string): unknown => Array.from({ length: 20 }, () => call('add_task', { title: text })),
    },
  ];
  return [...tools, ...others].map((field) => ({ ...field, method: 'post', path: () => '/mcp' }));
}

/** The places of a JSON schema that a text can stand in, and a value around it that is as right as can be. */
function* findPlaces(schema: unknown, known: KnownValues, at: string): Generator<Place> {
  if (!isObject(schema)) return;
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) {
    for (const choice of choices) yield* findPlaces(choice, known, at);
    return;
  }
  const { type, properties, items, additionalProperties } = schema;
  if (type === 'string' || type === undefined) {
    if (!('const' in schema) && !('enum' in schema)) yield { at, fill: (text) => text };
  } else if (type === 'array') {
    for (const { at: place, fill } of findPlaces(items, known, `${at}[]`)) {
      yield { at: place, fill: (text) => [fill(text)] };
      yield { at: `${place} × 12`, fill: (text) => Array.from({ length: 12 }, () => fill(text)) };
    }
  } else if (type === 'object') {
    const base = objectAt(exampleOf(schema, known, ''));
    for (const [name, part] of Object.entries(isObject(properties) ? properties : {})) {
      for (const { at: place, fill } of findPlaces(part, known, `${at}.${name}`))
        yield { at: place, fill: (text) => ({ ...base, [name]: fill(text) }) };
    }
    yield { at: `${at}.*`, fill: (text) => ({ ...base, [text]: exampleOf(additionalProperties, known, '') ?? 1 }) };
  }
}

function exampleOf(schema: unknown, known: KnownValues, name: string): unknown {
  if (!isObject(schema)) return undefined;
  if (name in known) return known[name];
  const { type, properties, required, items } = schema;
  const choices = schema['anyOf'] ?? schema['oneOf'] ?? schema['enum'];
  if ('const' in schema) return schema['const'];
  if (Array.isArray(choices)) return isObject(choices[0]) ? exampleOf(choices[0], known, name) : choices[0];
  if (type === 'array') return name === 'attachments' ? [] : [exampleOf(items, known, '')];
  if (type === 'object') {
    const names = Array.isArray(required) ? required.map(String) : [];
    return Object.fromEntries(names.map((key) => [key, exampleOf(objectAt(properties)[key], known, key)]));
  }
  if (type === 'string') return schema['format'] === 'date-time' ? '2027-01-01T09:00:00Z' : 'x';
  return type === 'boolean' ? false : 1;
}

/** Addresses are shorter than bodies: Node refuses headers of more than 16 KB. */
const encode = (text: string) => encodeURIComponent(text.slice(0, 1_500).toWellFormed());

function objectAt(value: unknown, ...path: string[]): Members {
  const found = path.reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), value);
  return isObject(found) ? found : {};
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
