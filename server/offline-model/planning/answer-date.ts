import type { DateContext } from '../../dates/calendar/resolve-moment.ts';
import { resolveDue } from '../../dates/resolve-due.ts';
import { resolveRecurrence } from '../../dates/resolve-recurrence.ts';
import { AppError } from '../../ground/errors.ts';
import type { ToolStep } from '../endpoint/read-conversation.ts';
import { hasRecentChange } from '../lookup/recall.ts';
import { parseFailure, type DateReading } from '../lookup/tool-results.ts';
import type { Outcome, TaskCall } from '../replying/outcome.ts';
import { parseSelection } from '../understanding/parse-selection.ts';
import { toSlice } from '../understanding/text-slice.ts';
import type { Understanding } from '../understanding/understand-message.ts';
import type { TurnScope } from './turn-scope.ts';

/**
 * Takes the message as an answer when the turn before was refused for an unclear date: one of its readings, in words or by
 * its place, which makes the same call with it. The calls of that turn tell what is open; nothing is remembered.
 * @returns undefined when nothing is open or this is no answer
 * @throws ResultsAwaited while lists are missing
 */
export function answerDate(understanding: Understanding, scope: TurnScope): Outcome | undefined {
  const last = scope.history.at(-1);
  const open = last?.steps.filter((step) => parseFailure(step.result).error.choices.length > 0) ?? [];
  if (!last || open.length === 0) return undefined;
  const [request] = understanding.requests;
  const [reading] = request?.readings ?? [];
  if (reading?.kind === 'undo' && !hasRecentChange([last])) return { kind: 'say', text: scope.pack.phrases.leftAsIs };

  const asked = reading?.kind === 'list' && request?.certainty === 'guess' ? reading.filter.due : undefined;
  const said = [scope.conversation.current.user, ...(asked === undefined ? [] : [asked])];
  const isYes = understanding.requests.length === 1 && reading?.kind === 'answer' && reading.answer === 'yes';
  const answers = open.flatMap((step) => {
    const { choices } = parseFailure(step.result).error;
    const chosen = isYes ? onlyOne(choices) : pickReading(said, choices, scope);
    return chosen ? [{ step, chosen }] : [];
  });
  // "The first" of different questions would be a guess.
  if (new Set(answers.map(({ chosen }) => chosen.phrase)).size !== 1) return undefined;
  return { kind: 'calls', calls: answers.map(({ step, chosen }) => callAgain(step, chosen, scope)) };
}

function onlyOne(choices: readonly DateReading[]): DateReading | undefined {
  return choices.length === 1 ? choices[0] : undefined;
}

function pickReading(
  said: readonly string[],
  choices: readonly DateReading[],
  scope: TurnScope,
): DateReading | undefined {
  const [text = ''] = said;
  if (text.length > LONGEST_ANSWER) return undefined;
  const pointer = parseSelection(toSlice(text), scope.pack);
  const [place] = pointer.by === 'position' ? pointer.positions : pointer.by === 'number' ? pointer.numbers : [];
  if (place !== undefined) return choices.at(place > 0 ? place - 1 : place);
  const context = createContext(scope);
  return choices.find(({ field, phrase }) => {
    const meaning = readMeaning(field, phrase, context);
    return meaning !== undefined && said.some((words) => readMeaning(field, words, context) === meaning);
  });
}

/** What words come to, to tell whether others come to the same; undefined when they are none of the kind. */
function readMeaning(field: DateReading['field'], phrase: string, context: DateContext): string | undefined {
  try {
    return field === 'due' ? JSON.stringify(resolveDue(phrase, context).due) : resolveRecurrence(phrase, context).rrule;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function createContext({ conversation, pack }: TurnScope): DateContext {
  const { now, timeZone, language } = conversation;
  const at = new Date(now.split(' ')[0] ?? '');
  return { now: Number.isNaN(at.getTime()) ? new Date(0) : at, timeZone, locale: language, language: pack.tag };
}

function callAgain({ name, args }: ToolStep, { field, phrase, replaces }: DateReading, scope: TurnScope): TaskCall {
  const { title, task_id: id } = args;
  const others = Object.entries(args).filter(([argument]) => argument !== replaces);
  const task = typeof id === 'number' ? scope.pool.byId(id) : undefined;
  const named = task?.title ?? (typeof title === 'string' ? title : '');
  return { name, args: { ...Object.fromEntries(others), [field]: phrase }, title: named, ...(task && { task }) };
}

/** Longer than any date that a reading is. */
const LONGEST_ANSWER = 120;
