import * as z from 'zod/mini';
import { saidOfTask } from '../../task.ts';

const STORAGE_KEY = 'parley.kept-work';

const text = z.string();
const inputs = z.object({ ...saidOfTask.shape, duePhrase: text, date: text, time: text });
const texts = z.record(z.keyof(inputs), text);

/** What the form holds while a task is written: every field as its input shows it. */
export type TaskDraft = Readonly<z.infer<typeof texts>>;

/** A draft of a new task. */
export const EMPTY_DRAFT: TaskDraft = texts.parse(
  Object.fromEntries(Object.keys(inputs.shape).map((field) => [field, ''])),
);

/** What was kept by the version before an update knows nothing of the fields that came with it. */
const taskDraft = z.pipe(
  z.transform((kept: unknown): unknown => Object.assign({ ...EMPTY_DRAFT }, kept)),
  texts,
);
const keptDraft = z.object({
  draft: taskDraft,
  /** The task as it was when the writing began. */
  base: taskDraft,
  version: z.number(),
});
const part = z.union([
  z.object({ type: z.literal('input_text'), text }),
  z.object({
    type: z.literal('input_tag'),
    id: text,
    text,
    group: z.exactOptional(text),
    data: z.exactOptional(z.record(text, z.unknown())),
    interactive: z.exactOptional(z.boolean()),
  }),
]);
const file = z.union([
  z.object({ type: z.literal('image'), id: text, name: text, mime_type: text, preview_url: text }),
  z.object({ type: z.literal('file'), id: text, name: text, mime_type: text }),
]);
const unsentMessage = z.object({ content: z.array(part), attachments: z.array(file), reply: z.exactOptional(text) });
/** The version before kept the text alone. */
const keptMessage = z.pipe(
  z.transform((kept: unknown): unknown =>
    typeof kept === 'string'
      ? { content: kept === '' ? [] : [{ type: 'input_text', text: kept }], attachments: [] }
      : kept,
  ),
  unsentMessage,
);
const keptWork = z.object({
  userId: text,
  path: z.string().check(z.startsWith('/')),
  message: keptMessage,
  taskDrafts: z.array(z.tuple([text, keptDraft])),
});

/** What is being written about a task, and what it is compared with. */
export type KeptDraft = z.infer<typeof keptDraft>;

/** What was written to the assistant and has not gone out, as its composer takes it. */
export type UnsentMessage = z.infer<typeof unsentMessage>;

/** What a person was in the middle of when the page went away; nothing of it is on the server yet. */
export type KeptWork = z.infer<typeof keptWork>;

/** Whose work, and where it is kept: in the browser for a restart of the app, in the tab for a page that comes back to it. */
interface Keeping {
  userId: string;
  taskDrafts: ReadonlyMap<string, KeptDraft>;
  place: 'browser' | 'tab';
}

/** Keeps what is being written on this page, where the page may store anything. */
export function keepWork({ userId, taskDrafts, place }: Keeping): void {
  const work: KeptWork = {
    userId,
    path: location.pathname,
    message: readMessage(),
    taskDrafts: [...taskDrafts].map(([key, { draft, base, version }]) => [key, { draft, base, version }]),
  };
  try {
    (place === 'tab' ? sessionStorage : localStorage).setItem(STORAGE_KEY, JSON.stringify(work));
  } catch {
    // A store that is full or closed must not hold up the restart, which somebody asked for.
  }
}

/** Forgets what the tab keeps: its writer is here and has it, or somebody else is. */
export function forgetWorkOfTab(): void {
  try {
    sessionStorage.removeItem(STORAGE_KEY);
  } catch {
    // Storage is blocked: there is nothing in it.
  }
}

/**
 * Takes what was kept; null when nothing was, or nobody can read it any more. What the tab keeps stays there until it is
 * known who is here: the page that asks them to sign in may be loaded again.
 */
export function takeKeptWork(): KeptWork | null {
  try {
    const stored = localStorage.getItem(STORAGE_KEY) ?? sessionStorage.getItem(STORAGE_KEY);
    if (stored === null) return null;
    localStorage.removeItem(STORAGE_KEY);
    const parsed = keptWork.safeParse(JSON.parse(stored));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The bundled chat lets us look; the hosted one keeps its composer to itself. */
function readMessage(): UnsentMessage {
  const chat = document.querySelector('openai-chatkit');
  const unsent = unsentMessage.safeParse(chat && 'unsent' in chat ? chat.unsent : undefined);
  return unsent.data ?? { content: [], attachments: [] };
}
