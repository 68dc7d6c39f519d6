import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { Effort } from '../limits/effort.ts';
import { matchTasks } from '../matching/match-tasks.ts';
import { isSmallWord, splitWords } from '../matching/split-words.ts';
import { stemWord } from '../../languages/en/stems.ts';
import type { Intent } from '../understanding/intent.ts';
import { parseNewTasks } from '../understanding/parse-new-tasks.ts';
import { parseSelection } from '../understanding/parse-selection.ts';
import { readCues } from '../understanding/read-cues.ts';
import { readValue } from '../understanding/build-change.ts';
import type { Request, Understanding } from '../understanding/understand-message.ts';
import { understandTurn } from './understand-turn.ts';
import { toSlice } from '../understanding/text-slice.ts';
import { findNamed } from '../lookup/find-named.ts';
import { hasRecentChange, Recollection } from '../lookup/recall.ts';
import type { Outcome, Question } from '../replying/outcome.ts';
import { planAdds } from './plan-adds.ts';
import { setDone } from './resolve-complete.ts';
import { planDeletes } from './resolve-delete.ts';
import { resolveFollowUp } from './resolve-follow-up.ts';
import { resolveRequest } from './resolve-request.ts';
import { planUpdates } from './resolve-update.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import { askWhich, type TurnScope } from './turn-scope.ts';

/**
 * Takes the message as an answer when the last reply was a question. The question is found by working out what the
 * message before it came to; a message that is a request of its own is no answer.
 * @returns undefined when there is nothing to answer or this is no answer
 * @throws ResultsAwaited while lists are missing
 */
export async function answerQuestion(understanding: Understanding, scope: TurnScope): Promise<Outcome | undefined> {
  const [request] = understanding.requests;
  const last = scope.history.at(-1);
  if (!request || !last || understanding.requests.length > 1 || !QUESTION_MARK.test(last.reply)) return undefined;
  if (!canAnswer(request, scope)) return undefined;
  const question = await findQuestion(scope);
  return question && giveAnswer(question, request, scope);
}

/** A full command stands for itself; what is left can be an answer. */
function canAnswer(request: Request, scope: TurnScope): boolean {
  const [reading] = request.readings;
  if (request.certainty !== 'command' || !reading) return true;
  if (isMereDone(request.text, scope.pack)) return true;
  if (reading.kind === 'answer' || reading.kind === 'add') return true;
  if (reading.kind === 'undo') return !hasRecentChange(scope.history.slice(-1));
  if (reading.kind === 'complete') return reading.selection.by === 'focus' || reading.selection.by === 'nothing';
  if (reading.kind === 'talk') return reading.topic === 'askWhatToAdd' || reading.topic === 'compliment';
  if (reading.kind === 'list') return readValue(toSlice(request.text), scope.pack).title === undefined;
  return reading.kind === 'update' && reading.selection.by === 'focus';
}

/** "it is done already", with nothing in it that names a task. */
function isMereDone(text: string, { words }: LanguagePack): boolean {
  const rest = toSlice(text).folded.replaceAll(new RegExp(words.isDone, 'gu'), '');
  return rest.length < text.length && rest.replaceAll(/[^\p{L}]/gu, '').length <= 4;
}

async function findQuestion(scope: TurnScope): Promise<Question | undefined> {
  const { history, conversation, pace } = scope;
  for (let index = history.length - 1; index >= Math.max(0, history.length - 3); index -= 1) {
    const turn = history[index];
    if (!turn || !QUESTION_MARK.test(turn.reply)) return undefined;
    const understanding = await understandTurn(turn, conversation.language, scope);
    const { requests, pack } = understanding;
    for (const request of requests) {
      await pace.rest();
      const said = history.slice(0, index);
      const recall = new Recollection(said, scope.pool);
      const earlier = { ...scope, pack, history: said, recall, effort: new Effort() };
      if (isPointer(request.readings[0])) continue;
      const outcome = resolveFollowUp(understanding, earlier) ?? resolveRequest(request, earlier);
      if ((outcome.kind === 'ask' || outcome.kind === 'missing') && outcome.question) return outcome.question;
    }
  }
  return undefined;
}

function isPointer(intent: Intent | undefined): boolean {
  return intent?.kind === 'pick' || intent?.kind === 'answer';
}

function giveAnswer(question: Question, request: Request, scope: TurnScope): Outcome | undefined {
  const { phrases } = scope.pack;
  const [reading] = request.readings;
  if (reading?.kind === 'undo' || (reading?.kind === 'answer' && reading.answer === 'no'))
    return { kind: 'say', text: phrases.leftAsIs };
  const isYes = reading?.kind === 'answer' && reading.answer === 'yes';
  switch (question.about) {
    case 'which':
      return pickAmong(question, request, scope);
    case 'offer':
      return isYes || isAddIt(reading, scope.pack) ? planAdds(question.tasks, scope.pack) : undefined;
    case 'list':
      return isYes ? { kind: 'list', filter: {}, style: 'list' } : undefined;
    case 'newTask':
      return takeNewTask(question, request, scope);
    case 'doneOrNew':
    case 'doneOrDelete':
      return decide(question, request, scope);
    case 'change':
      return changeTask(question, request, scope);
    case 'task':
      return pickAny(question.apply, request, scope);
    default:
      return question satisfies never;
  }
}

function pickAmong(
  question: Extract<Question, { about: 'which' }>,
  request: Request,
  scope: TurnScope,
): Outcome | undefined {
  const reply = scope.history.at(-1)?.reply ?? '';
  const named = findNamed(reply, scope.pool).filter((task) => question.tasks.includes(task));
  const tasks = [...named, ...question.tasks.filter((task) => !named.includes(task))];
  const selection = parseSelection(toSlice(request.text), scope.pack);
  if (selection.by === 'all' || (selection.by === 'focus' && selection.all)) return question.apply(tasks);
  if (selection.by === 'number') {
    const picked = selection.numbers.flatMap(
      (number) => tasks.find((task) => task.id === number) ?? tasks[number - 1] ?? [],
    );
    return picked.length > 0 ? question.apply(picked) : askWhich(tasks, scope, question.apply);
  }
  if (selection.by === 'position') {
    const picked = selection.positions.flatMap((position) => tasks.at(position > 0 ? position - 1 : position) ?? []);
    return picked.length > 0 ? question.apply(picked) : askWhich(tasks, scope, question.apply);
  }
  const texts = selection.by === 'text' ? [...selection.texts, selection.lead ?? ''] : [];
  const matched = texts.map((text) => matchTasks(text, tasks, 'fuzzy', scope.effort)).find(isOne)?.tasks;
  const [task, ...others] = matched ?? keepHinted(request.text, tasks);
  if (task && others.length === 0) {
    // "not the fence", "Paul n'a pas répondu": what is said of it is that it is not meant, or something else.
    if (!namesOnly(request.text, task, scope)) return undefined;
    return question.apply([task]);
  }
  return request.certainty === 'none' || isPointer(request.readings[0])
    ? askWhich(tasks, scope, question.apply)
    : undefined;
}

function isOne(match: ReturnType<typeof matchTasks>): boolean {
  return match?.tasks.length === 1;
}

/** Whether a text names a task and tells nothing besides: a remark about it chooses nothing. */
function namesOnly(text: string, task: KnownTask, { pack, history }: TurnScope): boolean {
  const { folded } = toSlice(text);
  const cues = readCues(folded, pack);
  if (/[?？؟]\s*$/u.test(text) || cues.some(({ cue }) => cue === 'negated' || cue === 'but')) return false;
  const known = new Set([...splitWords(task.title), ...splitWords(history.at(-1)?.user ?? '')].map(stemWord));
  const bare = cues.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    folded,
  );
  const rest = bare.replace(CORRECTING, ' ').split(/[^\p{L}\p{M}]+/u);
  return rest.every((word) => word === '' || isSmallWord(word, 0) || isKnown(stemWord(word), known));
}

/** Also in another form, or with a slip: half of the word is the same. */
function isKnown(word: string, known: ReadonlySet<string>): boolean {
  return [...known].some(
    (other) => other.slice(0, Math.max(3, other.length / 2)) === word.slice(0, Math.max(3, other.length / 2)),
  );
}

/** "the one with the bank": the tasks that share a word with it which the others do not have. */
function keepHinted(text: string, tasks: KnownTask[]): KnownTask[] {
  const said = splitWords(text).map(stemWord);
  const own = tasks.map((task) => splitWords(task.title).map(stemWord));
  return tasks.filter((_, index) =>
    own[index]?.some((word) => said.includes(word) && own.filter((words) => words.includes(word)).length === 1),
  );
}

function takeNewTask(
  { when }: Extract<Question, { about: 'newTask' }>,
  request: Request,
  scope: TurnScope,
): Outcome | undefined {
  const [reading] = request.readings;
  if (reading?.kind !== 'add' && reading?.kind !== 'offer') return undefined;
  const tasks = reading.kind === 'add' ? reading.tasks : parseNewTasks(toSlice(request.text), scope.pack);
  const dated = tasks.map((task) => (task.due || task.recurrence ? task : { ...when, ...task }));
  return dated.length > 0 ? planAdds(dated, scope.pack) : undefined;
}

function decide(
  question: Extract<Question, { about: 'doneOrNew' | 'doneOrDelete' }>,
  request: Request,
  scope: TurnScope,
): Outcome | undefined {
  const { isDone, isNew } = scope.pack.words;
  const { folded } = toSlice(request.text);
  const [reading] = request.readings;
  if (reading?.kind === 'complete' || isDone.test(folded)) return setDone([question.task], true, [], scope);
  if (question.about === 'doneOrDelete')
    return reading?.kind === 'delete' ? planDeletes([question.task], [], scope) : undefined;
  return isAddIt(reading, scope.pack) || isNew.test(folded) ? planAdds(question.tasks, scope.pack) : undefined;
}

function changeTask(
  { task, takesName }: Extract<Question, { about: 'change' }>,
  request: Request,
  scope: TurnScope,
): Outcome | undefined {
  const [reading] = request.readings;
  if (reading?.kind === 'complete') return setDone([task], true, [], scope);
  if (reading?.kind === 'update') return planUpdates([task], reading.changes, [], scope);
  if (request.certainty === 'command' && reading?.kind !== 'list') return undefined;
  const value = readValue(toSlice(request.text), scope.pack);
  if (value.title !== undefined && !takesName) return undefined;
  return planUpdates([task], value, [], scope);
}

function pickAny(
  apply: ((tasks: KnownTask[]) => Outcome) | undefined,
  request: Request,
  scope: TurnScope,
): Outcome | undefined {
  if (!apply || request.certainty === 'command') return undefined;
  const match = matchTasks(request.text, scope.pool.pending, 'fuzzy', scope.effort);
  if (!match) return undefined;
  return match.tasks.length === 1 ? apply(match.tasks) : askWhich(match.tasks, scope, apply);
}

/** "add it", "add a new one", "yes, add": a pronoun is no title, and what is to be added was asked. */
function isAddIt(intent: Intent | undefined, { words }: LanguagePack): boolean {
  if (intent?.kind === 'talk') return intent.topic === 'askWhatToAdd';
  if (intent?.kind !== 'add' || intent.tasks.length !== 1) return false;
  return words.focus.test(toSlice(intent.tasks[0]?.title ?? '').folded);
}

const QUESTION_MARK = /[?？؟]/u;
const CORRECTING = new RegExp(
  String.raw`^(?:(?:${heardAnywhere(({ correcting }) => correcting)})(?![\p{L}\p{M}])[\s,]*)+`,
  'iu',
);
