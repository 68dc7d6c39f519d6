import { judgeRequest } from './judge-request.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import type { Pace } from '../limits/pace.ts';
import type { Intent, NewTask, TalkTopic } from './intent.ts';
import { detectLanguages, findPack } from './detect-language.ts';
import { parseNewTasks } from './parse-new-tasks.ts';
import { recogniseSegment, type Recognised } from './recognise-segment.ts';
import { segmentMessage } from './segment-message.ts';
import { hasBullet, MOST_ADDED, splitLines } from './split-items.ts';
import { cut, toSlice, type TextSlice } from './text-slice.ts';

/** One request of a message: its readings, its words, and what stood before it. */
export interface Request extends Recognised {
  text: string;
  glue: string;
  /** What the rules alone make of it. */
  proposed: Recognised;
}

/** A message understood: its language and what it asks for, in order. */
export interface Understanding {
  pack: LanguagePack;
  requests: Request[];
  text: TextSlice;
  /** Said by choosing it, so that it answers nothing in another way. */
  isChosen?: boolean;
}

/**
 * Understands one message: each likely language is tried, the first that recognises a command wins.
 * @param fallback the language tag of the request, used when the words tell nothing
 * @param pace lets others have their turn between the languages and the requests
 */
export async function understandMessage(message: string, fallback: string, pace: Pace): Promise<Understanding> {
  const text = cut(toSlice(message), 0);
  const tried: Understanding[] = [];
  for (const pack of detectLanguages(text.text, fallback)) {
    const understanding = { pack, requests: await readRequests(text, pack, pace), text };
    if (understanding.requests.some((request) => request.certainty === 'command')) return understanding;
    tried.push(understanding);
  }
  const [likeliest] = tried;
  const isGuessed = likeliest?.requests.some((request) => request.certainty === 'guess') === true;
  const preferred = findPack(fallback);
  const spoken = tried.find(({ pack }) => pack.script?.test(text.folded) || pack === preferred);
  // What another language only guesses says nothing of words that are hardly in it.
  const best = isGuessed ? likeliest : (spoken ?? likeliest);
  if (!best) throw new Error('No language pack is known.');
  return best;
}

async function readRequests(text: TextSlice, pack: LanguagePack, pace: Pace): Promise<Request[]> {
  await pace.rest();
  const refused = readRefusal(text, pack);
  if (refused) return [refused];
  const listed = await readListBlock(text, pack, pace);
  if (listed) return [listed];
  if (text.text.length > LONGEST_SEGMENTED) return [toRequest(readLong(text, pack), text)];
  const segments = segmentMessage(text.folded, pack);
  if (segments.length > MOST_REQUESTS) return [talk('tooMuch', text)];
  const requests: Request[] = [];
  for (const segment of segments) {
    await pace.rest();
    const part = cut(text, segment.start, segment.end);
    const proposed = recogniseSegment(part, pack);
    requests.push({
      ...judgeRequest(proposed, part, pack, segments.length === 1),
      proposed,
      text: part.text,
      glue: segment.glue,
    });
  }
  return dropFragments(joinPointers(requests, pack));
}

/** Asking to break the rules is answered as such, unless the words are what a task is to be called. */
function readRefusal(text: TextSlice, pack: LanguagePack): Request | undefined {
  const head = cut(text, 0, 2000);
  const opening = pack.opening.exec(head.folded)?.[0].length ?? 0;
  if (pack.adding.test(head.folded.slice(opening)) || !pack.refused.test(head.folded)) return undefined;
  return talk('refused', text);
}

function talk(topic: TalkTopic, slice: TextSlice): Request {
  return toRequest({ readings: [{ kind: 'talk', topic }], certainty: 'command', by: 'help' }, slice);
}

function toRequest(proposed: Recognised, { text }: TextSlice): Request {
  return { ...proposed, proposed, text, glue: '' };
}

/** Bulleted or plain lines under a head ("add these:") or without one are as many tasks. */
async function readListBlock(text: TextSlice, pack: LanguagePack, pace: Pace): Promise<Request | undefined> {
  const newline = text.text.indexOf('\n');
  if (newline === -1) return undefined;
  const raw = text.text.split('\n').filter((line) => line.trim() !== '');
  const bulleted = raw.filter((line) => hasBullet(line.trim())).length;
  const head = cut(text, 0, newline);
  const isHeaded = !hasBullet(head.folded) && (head.folded.endsWith(':') || pack.listHead.test(head.folded));
  const body = isHeaded ? cut(text, newline) : text;
  const lines = splitLines(body, MOST_ADDED + 1);
  const needed = isHeaded ? raw.length - 1 : raw.length;
  const isList = isHeaded ? bulleted === needed || bulleted === 0 : bulleted === needed && needed > 1;
  if (!isList || lines.length === 0) return undefined;
  const items: NewTask[] = [];
  for (const line of lines) {
    if (items.length > MOST_ADDED) break;
    await pace.rest();
    items.push(...parseNewTasks(cut(line, 0, LONGEST_SEGMENTED), pack));
  }
  const shared = isHeaded ? parseNewTasks(cut(head, 0, head.text.length), pack)[0] : undefined;
  const when = {
    ...(shared?.due && { due: shared.due }),
    ...(shared?.recurrence && { recurrence: shared.recurrence }),
  };
  const tasks = items.map((task) => ({ ...when, ...task }));
  return toRequest({ readings: [{ kind: 'add', tasks }], certainty: 'command', by: 'lines' }, text);
}

/** A very long text is recognised by its beginning; all of it stays in what is added. */
function readLong(text: TextSlice, pack: LanguagePack): Recognised {
  const head = recogniseSegment(cut(text, 0, LONGEST_SEGMENTED), pack);
  const [reading] = head.readings;
  if (reading?.kind !== 'add')
    return { readings: [{ kind: 'talk', topic: 'notUnderstood' }], certainty: 'none', by: 'nothing' };
  const [first] = reading.tasks;
  if (!first) return head;
  const start = Math.max(0, text.text.indexOf(first.title.slice(0, 40)));
  return { ...head, readings: [{ kind: 'add', tasks: [{ ...first, title: text.text.slice(start).trim() }] }] };
}

/** "the gutters need clearing, add that": what is to be added was said before. */
function joinPointers(requests: Request[], pack: LanguagePack): Request[] {
  return requests.flatMap((request, index): Request[] => {
    const next = requests[index + 1];
    if (isAddingPointer(request, pack) && index > 0) return [];
    const [reading] = request.proposed.readings;
    if (!next || !isAddingPointer(next, pack) || (reading?.kind !== 'offer' && reading?.kind !== 'add'))
      return [request];
    return [{ ...request, readings: [{ kind: 'add', tasks: reading.tasks }], certainty: 'command', by: 'add' }];
  });
}

function isAddingPointer({ readings: [reading] }: Request, { words }: LanguagePack): boolean {
  return (
    reading?.kind === 'add' &&
    reading.tasks.length === 1 &&
    words.focus.test(toSlice(reading.tasks[0]?.title ?? '').folded)
  );
}

/** "…also bananas, add bananas": words that are no request of their own beside real requests say nothing new. */
function dropFragments(requests: Request[]): Request[] {
  const real = requests.filter((request) => request.certainty === 'command' || isAdd(request.proposed));
  const told = real.filter((request) => !isMereTalk(request.readings[0]));
  if (told.length > 0) return told;
  return real.length > 0 ? real : requests.slice(0, 1);
}

/** Also one that was doubted since: it is asked about beside what is done. */
function isAdd({ readings }: Recognised): boolean {
  return readings[0]?.kind === 'add';
}

function isMereTalk(intent: Intent | undefined): boolean {
  if (intent?.kind === 'answer') return true;
  return intent?.kind === 'talk' && ['greeting', 'thanks', 'farewell', 'compliment'].includes(intent.topic);
}

/** Patterns are tried on this much of a text; the slowest takes a few milliseconds for it. */
const LONGEST_SEGMENTED = 1500;
/** A message with more requests than this is not read any further: nothing is done by halves. */
export const MOST_REQUESTS = 30;
