import type { ChatCompletionFunctionTool } from 'openai/resources/chat/completions';
import { z } from 'zod';
import { plainText } from '../../ground/quote-text.ts';
import { failedResult, type AgentCall, type CallResult, type FinishedCall } from '../agent-call.ts';

/** As many buttons as a question has at most. */
export const MOST_CHOICES = 3;
/** A button says no more than this. */
export const LONGEST_CHOICE = 100;

const LONGEST_QUESTION = 8000;

const label = z.string().trim().min(1).max(LONGEST_CHOICE);
const told = z.strictObject({
  question: z.string().trim().min(1).max(LONGEST_QUESTION).describe('What you ask, as the user reads it.'),
  choices: label
    .array()
    .min(1)
    .max(MOST_CHOICES)
    .describe('What the user may answer, each in a few words of theirs: a click says it for them.'),
});

/** What came with the choices for whoever offered them: kept and told again as it is, and meant for nobody else. */
const means = z.json().array().max(MOST_CHOICES);
const offerArguments = told.extend({ means: means.exactOptional() });

/** A question that was asked, as its card keeps it. */
export const keptOffer = offerArguments.extend({ callId: z.string() });

/** A question of the agent's with the answers that it offers; each is a button that says its words. */
export type Offer = z.infer<typeof keptOffer>;

const { $schema: _dialect, ...parameters } = z.toJSONSchema(told);

/** A function of the agent's own, and no tool: it reaches nothing, and outside clients have no buttons. */
export const offerChoices: ChatCompletionFunctionTool = {
  type: 'function',
  function: {
    name: 'offer_choices',
    description:
      'Asks the user one question with one to three buttons and ends your turn. Call it last and say nothing else.',
    parameters,
  },
};

/** Whether a call is a question, which the agent asks by itself. */
export function isOffer({ name }: Pick<AgentCall, 'name'>): boolean {
  return name === offerChoices.function.name;
}

/**
 * Takes a question whose words are read; it stands when it comes last and all that was called with it is done.
 *
 * @param before the calls of the same answer that came before it @param isLast whether none comes after it
 * @returns what the model is told of it
 */
export function takeOffer(call: AgentCall, before: readonly FinishedCall[], isLast: boolean): CallResult {
  const read = readOffer(call);
  if (!read) return failedResult('invalid_request', NOT_READ);
  if (!isLast || before.some(({ status }) => status !== 'succeeded')) return failedResult('conflict', NOT_NOW);
  return { success: true };
}

/** The question of a call that was taken. */
export function readOffer({ callId, args }: Pick<AgentCall, 'callId' | 'args'>): Offer | undefined {
  const { data } = offerArguments.safeParse(args);
  if (!data) return undefined;
  const choices = data.choices.map((choice) => plainText(choice));
  return new Set(choices).size === choices.length ? { ...data, choices, callId } : undefined;
}

const NOT_READ = `It takes a question, and one to ${MOST_CHOICES} different choices of at most ${LONGEST_CHOICE} characters.`;
const NOT_NOW = 'Nothing was asked. Look at what came of the other calls first, and ask after them.';
