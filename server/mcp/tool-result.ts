import { z } from 'zod';
import { toDatabaseError } from '../database/database-errors.ts';
import { UnclearDate } from '../ground/unclear-date.ts';
import { AppError, STATUS, type ErrorCode } from '../ground/errors.ts';
import type { Logger } from '../ground/logger.ts';
import { type Warning, warning } from '../languages/warning.ts';
import { receipts as english } from '../languages/en/receipts.ts';
import { tellWarning } from '../languages/tell-warning.ts';

const toolSuccess = z.looseObject({ success: z.literal(true) });

/** The part of each tool's output that says that the call went well. */
export const success = z.literal(true).default(true).describe('Whether the call went well');

/** The part of an output that tells what a person should know about a change that was made. */
export const warned = {
  warnings: warning
    .extend({ message: z.string().describe('The same in a sentence, in English') })
    .array()
    .describe('What the user should know, such as a due date in the past'),
};

/** Tells warnings as results do: whoever shows them has the code, a model a sentence too. */
export function tellWarnings(list: readonly Warning[]): z.infer<z.ZodObject<typeof warned>> {
  return { warnings: list.map((one) => ({ ...one, message: tellWarning(one, english) })) };
}

const dateField = z.enum(['due', 'recurrence']);

/** What an unclear date may have meant. */
export const dateChoice = z.object({
  field: dateField,
  phrase: z.string().describe('What that field takes'),
  replaces: dateField.describe('The field that the unclear words stood in'),
});

const toolFailure = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(STATUS, code)),
    message: z.string(),
    field: z.string().optional().describe('The argument that is wrong, where it is one'),
    choices: z
      .array(dateChoice)
      .optional()
      .describe(
        'What an unclear date may have meant: ask the user which, then call again with that phrase in that field',
      ),
  }),
});

/** What every tool answers, as it arrives over MCP. */
export const toolResult = z.discriminatedUnion('success', [toolSuccess, toolFailure]);

/** What every tool answers; a failure's message is safe to show. */
export type ToolResult = z.infer<typeof toolResult>;

/** What is told of a call that waits for the user's yes: nothing has happened. */
export interface HeldResult {
  success: false;
  error: { code: 'confirmation_required'; message: string };
  /** What waits, until when and where; told to outside clients. */
  confirmation?: z.infer<typeof heldConfirmation>;
}

/** What an outside client can tell its user of a call that waits. */
export const heldConfirmation = z.object({
  id: z.string().describe('Names what waits; calls that join it have the same question'),
  summary: z.string().describe('The question the user is asked'),
  expires_at: z.iso.datetime().describe('Until when the user can say yes'),
  url: z.string().describe('Where in Parley the user says yes or no'),
});

/** The MCP renderer of errors: an expected failure as it is, anything else logged whole and told in one calm sentence. */
export function toToolFailure(
  thrown: unknown,
  logger: Logger,
  call: { requestId: string; tool: string },
): z.infer<typeof toolFailure> {
  const error = toDatabaseError(thrown);
  if (error instanceof AppError) {
    if (error.code === 'database_unavailable') logger.warn({ ...call, error }, 'a tool could not reach the database');
    return {
      success: false,
      error: { code: error.code, message: error.message, ...tellField(error), ...tellChoices(error) },
    };
  }
  logger.error({ ...call, error }, 'a tool failed unexpectedly');
  const message = 'Something went wrong here and nothing was changed. Please try again.';
  return { success: false, error: { code: 'internal_error', message } };
}

function tellField({ field }: AppError): { field?: string } {
  return field === undefined ? {} : { field };
}

function tellChoices(error: AppError): { choices?: z.infer<typeof dateChoice>[] } {
  if (!(error instanceof UnclearDate) || error.choices.length === 0) return {};
  return { choices: error.choices.map((choice) => ({ ...choice, replaces: error.field })) };
}
