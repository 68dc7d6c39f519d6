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
const keptWork = z.object({
  userId: text,
  path: z.string().check(z.startsWith('/')),
  message: text,
  taskDrafts: z.array(z.tuple([text, keptDraft])),
});

/** What is being written about a task, and what it is compared with. */
export type KeptDraft = z.infer<typeof keptDraft>;

/** What a person was in the middle of when the app restarted itself; nothing of it is on the server yet. */
export type KeptWork = z.infer<typeof keptWork>;

/** Keeps what is being written on this page over a restart of the app, where the page may store anything. */
export function keepWork(userId: string, taskDrafts: ReadonlyMap<string, KeptDraft>): void {
  const work: KeptWork = {
    userId,
    path: location.pathname,
    message: readMessage(),
    taskDrafts: [...taskDrafts].map(([key, { draft, base, version }]) => [key, { draft, base, version }]),
  };
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(work));
  } catch {
    // A store that is full or closed must not hold up the restart, which somebody asked for.
  }
}

/** Takes what was kept, once; null when nothing was, or nobody can read it any more. */
export function takeKeptWork(): KeptWork | null {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    if (stored === null) return null;
    localStorage.removeItem(STORAGE_KEY);
    const parsed = keptWork.safeParse(JSON.parse(stored));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The bundled chat lets us look; the hosted one keeps its composer to itself. */
function readMessage(): string {
  const composer = document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('[role="textbox"]');
  return composer instanceof HTMLElement ? composer.innerText.trim() : '';
}
