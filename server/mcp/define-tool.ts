import { z } from 'zod';
import { AppError } from '../ground/errors.ts';
import type { TaskTurn } from '../tasks/task-turn.ts';
import { describeInput, describeOutput, type JsonSchema } from './tool-schemas.ts';

/** What one file in `tools/` says. */
interface ToolDefinition<Name extends string, Input extends z.ZodObject, Output extends z.ZodObject> {
  readonly name: Name;
  readonly title: string;
  readonly description: string;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
  readonly input: Input;
  readonly output: Output;
  readonly handler: (args: z.output<Input>, turn: TaskTurn) => Promise<z.input<Output>>;
}

/** A tool whose schemas are ready: nothing is built per call. */
export interface Tool<Output extends z.ZodObject = z.ZodObject, Name extends string = string> extends Pick<
  ToolDefinition<Name, z.ZodObject, Output>,
  'name' | 'title' | 'description' | 'annotations' | 'output'
> {
  readonly inputJsonSchema: JsonSchema;
  readonly outputJsonSchema: JsonSchema;
  /**
   * Checks the arguments, before any transaction is opened.
   *
   * @returns what carries the call out and checks its result.
   * @throws AppError `invalid_request` that names the field; `not_yours` for another user's `user_id`.
   */
  prepare(args: unknown, userId: string): (turn: TaskTurn) => Promise<Record<string, unknown>>;
}

/** Makes a tool: its input also takes the caller's own `user_id`, and refuses fields it does not know. */
export function defineTool<Name extends string, Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Name, Input, Output>,
): Tool<Output, Name> {
  const { name, title, description, annotations, input, output, handler } = definition;
  return {
    name,
    title,
    description,
    annotations,
    output,
    inputJsonSchema: describeInput(input),
    outputJsonSchema: describeOutput(output, { canWait: !annotations.readOnlyHint }),
    prepare(args, userId) {
      const { user_id: claimedUserId, ...rest } = parseArguments(identity, args);
      if (claimedUserId !== undefined && claimedUserId !== userId) {
        throw new AppError('not_yours', 'A tool can only be used for the signed-in user.');
      }
      const parsed = readFields(input, rest);
      return async (turn) => output.parse(await handler(parsed, turn));
    },
  };
}

/**
 * Checks fields against what can be said. One that is dropped silently is a date or a note that is lost silently.
 *
 * @throws AppError `invalid_request` that names the field.
 */
export function readFields<Fields extends z.ZodObject>(
  fields: Fields,
  given: Record<string, unknown>,
): z.output<Fields> {
  const unknown = Object.keys(given).filter((field) => !Object.hasOwn(fields.shape, field));
  if (unknown.length > 0) throw invalidArguments([`there is no field ${unknown.join(', ')}`]);
  return parseArguments(fields, given);
}

const identity = z.looseObject({ user_id: z.string().optional() });

function parseArguments<Schema extends z.ZodType>(schema: Schema, args: unknown): z.output<Schema> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const field = issues[0]?.path[0];
  throw invalidArguments(
    issues.map(({ path, message }) => [...path.map(String), message].join(': ')),
    typeof field === 'string' ? field : undefined,
  );
}

function invalidArguments(problems: string[], field?: string): AppError {
  // A key that a model made up can be very long.
  const text = problems.slice(0, 5).join('; ').slice(0, 500);
  return new AppError('invalid_request', `The arguments are not right: ${text}.`, { field });
}
