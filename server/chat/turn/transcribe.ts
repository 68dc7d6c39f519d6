import { toFile } from 'openai';
import { toModelError } from '../../agent/model/model-error.ts';
import type { Model } from '../../agent/model/model.ts';
import type { Caller } from '../../ground/caller.ts';
import type { Recording } from '../../chatkit/chatkit-handlers.ts';
import { AppError } from '../../ground/errors.ts';

const EXTENSIONS: Record<string, string> = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' };

/**
 * Puts a recording into words with the configured endpoint's audio API.
 *
 * @throws AppError `not_supported` when no endpoint is configured; what the endpoint's failure means otherwise.
 */
export async function transcribe(model: Model, recording: Recording, { signal }: Caller): Promise<string> {
  const extension = EXTENSIONS[recording.mediaType];
  if (model.isOffline)
    throw new AppError(
      'not_supported',
      'Dictation needs a speech model, and this server has none. Please type instead.',
    );
  if (!extension) throw new AppError('unsupported_media_type', 'This kind of recording is not supported.');
  try {
    const file = await toFile(recording.bytes, `recording.${extension}`, { type: recording.mediaType });
    const { text } = await model.client.audio.transcriptions.create(
      { file, model: model.transcriptionModel },
      { signal },
    );
    return text;
  } catch (error) {
    signal.throwIfAborted();
    throw toModelError(error);
  }
}
