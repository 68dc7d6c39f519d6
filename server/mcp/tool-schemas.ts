import { z } from 'zod';
import { heldConfirmation } from './tool-result.ts';

/** A JSON Schema, as far as anything here looks into it. */
export type JsonSchema = { readonly type: 'object'; readonly [keyword: string]: unknown };

/** Marks an input field that only our own code sends: it is left out of every published schema. */
export const notForModels = { forModels: false };

/**
 * Describes a tool's input with the few keywords that every model endpoint takes. Gemini refuses `$schema`,
 * `additionalProperties`, nullable unions and exclusive bounds; the limits stand in the descriptions and are checked
 * by the tool itself.
 */
export function describeInput(input: z.ZodObject): JsonSchema {
  const full = jsonObject.parse(z.toJSONSchema(input, { io: 'input' }));
  return { ...simplify(full), type: 'object' };
}

/**
 * Describes what a tool answers. A failure answers with the same schema, and so does a call that waits for a yes, so
 * only `success` is required.
 */
export function describeOutput(output: z.ZodObject, { canWait }: { canWait: boolean }): JsonSchema {
  const full = describe(output);
  const properties = {
    ...jsonObject.parse(full['properties']),
    success: { type: 'boolean' },
    batch_id: { type: 'string', description: 'What undo_last_change takes to undo this; absent when nothing changed' },
    error: { type: 'object', properties: { code: { type: 'string' }, message: { type: 'string' } } },
    ...(canWait && { confirmation: describe(heldConfirmation) }),
  };
  return { ...full, type: 'object', properties, required: ['success'] };
}

function describe(output: z.ZodObject): Record<string, unknown> {
  const { $schema: _dialect, ...schema } = jsonObject.parse(z.toJSONSchema(output, { io: 'output' }));
  return schema;
}

const jsonObject = z.record(z.string(), z.unknown());
const listOfSchemas = z.array(jsonObject);

const PLAIN_KEYWORDS = ['type', 'description', 'enum', 'items', 'properties', 'required'];

function simplify(schema: Record<string, unknown>): Record<string, unknown> {
  const { anyOf, ...own } = schema;
  if (anyOf !== undefined) {
    const alternatives = listOfSchemas.parse(anyOf).filter(({ type }) => type !== 'null');
    return simplify({ ...alternatives[0], ...own });
  }
  const entries = Object.entries(own).filter(([keyword]) => PLAIN_KEYWORDS.includes(keyword));
  return Object.fromEntries(entries.map(([keyword, value]) => [keyword, simplifyKeyword(keyword, value)]));
}

function simplifyKeyword(keyword: string, value: unknown): unknown {
  if (keyword === 'items') return simplify(jsonObject.parse(value));
  if (keyword !== 'properties') return value;
  const fields = Object.entries(jsonObject.parse(value)).map(
    ([name, field]) => [name, jsonObject.parse(field)] as const,
  );
  return Object.fromEntries(
    fields.filter(([, field]) => field['forModels'] !== false).map(([name, field]) => [name, simplify(field)]),
  );
}
