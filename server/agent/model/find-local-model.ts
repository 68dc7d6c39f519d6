import { z } from 'zod';

/** A model that runs on this computer, in a program that speaks OpenAI's language. */
export interface LocalModel {
  readonly app: string;
  /** What `OPENAI_BASE_URL` and `OPENAI_MODEL` would be. */
  readonly baseUrl: string;
  readonly model: string;
}

/** The programs people run models in, where they listen unless told otherwise. */
const USUAL = [
  { app: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1' },
  { app: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1' },
];
const PATIENCE_MS = 1_000;
/** Names that can stand in a shell and in a file of settings as they are; of models that embed texts none can talk. */
const USABLE = /^(?!.*embed)[\w.:/@-]{1,100}$/i;

const listed = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Looks for a model on this computer; it is only found, never used by itself. */
export async function findLocalModel(places: readonly Omit<LocalModel, 'model'>[] = USUAL): Promise<LocalModel | null> {
  const found = await Promise.all(places.map(async (place) => ({ ...place, model: await firstModel(place.baseUrl) })));
  for (const { model, ...place } of found) if (model !== undefined) return { ...place, model };
  return null;
}

async function firstModel(baseUrl: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${baseUrl}/models`, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    const { data } = listed.parse(await response.json());
    return data.map(({ id }) => id).find((id) => USABLE.test(id));
  } catch {
    // Nothing listens there, or something else does.
    return undefined;
  }
}
