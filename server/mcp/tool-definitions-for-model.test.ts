import { expect, test } from 'vitest';
import { allTools } from './all-tools.ts';
import { toolDefinitionsForModel } from './tool-definitions-for-model.ts';

const definitions = toolDefinitionsForModel(allTools);
const PLAIN = new Set(['type', 'description', 'enum', 'items', 'properties', 'required']);

interface Schema {
  type?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
}

const schemaOf = (schema: Schema): Schema => schema;

/** Every schema in a schema, with the path to it. */
function* walk(schema: Schema, path: string): Generator<[string, Schema]> {
  yield [path, schema];
  if (schema.items) yield* walk(schema.items, `${path}[]`);
  for (const [name, field] of Object.entries(schema.properties ?? {})) yield* walk(field, `${path}.${name}`);
}

test('never tells a model who calls', () => {
  expect(JSON.stringify(definitions)).not.toMatch(/user_id|batch_id/);
});

test('uses only the schema keywords every model endpoint takes', () => {
  for (const { function: tool } of definitions) {
    for (const [path, schema] of walk(tool.parameters, tool.name)) {
      expect(
        Object.keys(schema).filter((keyword) => !PLAIN.has(keyword)),
        path,
      ).toEqual([]);
      expect(schema, path).toHaveProperty('type', expect.any(String));
    }
  }
});

test('describes every tool and every field, and each tool’s four annotations', () => {
  for (const { function: tool } of definitions) {
    expect(tool.description.length, tool.name).toBeGreaterThan(20);
    for (const [name, field] of Object.entries(schemaOf(tool.parameters).properties ?? {})) {
      expect(field, `${tool.name}.${name}`).toHaveProperty('description', expect.any(String));
    }
  }
  for (const { name, annotations } of allTools) {
    expect(Object.keys(annotations).toSorted(), name).toEqual([
      'destructiveHint',
      'idempotentHint',
      'openWorldHint',
      'readOnlyHint',
    ]);
  }
});

test('says which fields must be given', () => {
  const required = Object.fromEntries(
    definitions.map(({ function: tool }) => [tool.name, tool.parameters['required']]),
  );
  expect(required).toEqual({
    add_task: ['title'],
    list_tasks: undefined,
    complete_task: ['task_id'],
    update_task: ['task_id'],
    delete_task: ['task_id'],
    undo_last_change: undefined,
  });
});
