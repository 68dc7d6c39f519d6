import type { RecordedSpeech } from '../protocol/chat-request.ts';

/** A recording under way. */
export type Recording = { finish: () => Promise<RecordedSpeech>; cancel: () => void };

/** The formats the protocol names, the preferred one first. */
const FORMATS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/**
 * Starts recording from the microphone.
 *
 * @throws when there is no microphone, no permission or no format both sides know.
 */
export async function startRecording(): Promise<Recording> {
  const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
  if (mimeType === undefined) throw new Error('No audio format is supported.');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { mimeType });
  const chunks: Blob[] = [];
  recorder.addEventListener('dataavailable', (event) => chunks.push(event.data));
  const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }));
  recorder.start();
  const cancel = () => {
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  };
  return {
    cancel,
    async finish() {
      cancel();
      await stopped;
      const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
      return { base64: encodeBase64(bytes), mimeType: recorder.mimeType || mimeType };
    },
  };
}

function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
