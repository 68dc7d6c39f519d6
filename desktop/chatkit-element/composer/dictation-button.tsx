import { LoaderCircle, Mic, Square } from 'lucide-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import type { EditorHandle } from './editor/editor-handle.ts';
import { startRecording, type Recording } from './recording.ts';

/** Records speech and types what the server heard. */
export function DictationButton({
  editor,
  isDisabled,
}: {
  editor: RefObject<EditorHandle | null>;
  isDisabled: boolean;
}) {
  const session = useSession();
  const strings = useStrings();
  const isOffered = useChat((state) => state.options?.composer?.dictation?.enabled === true);
  const recording = useRef<Recording | null>(null);
  const [phase, setPhase] = useState<'idle' | 'recording' | 'transcribing'>('idle');
  useEffect(() => () => recording.current?.cancel(), []);
  if (!isOffered) return null;

  const start = async () => {
    try {
      recording.current = await startRecording();
      setPhase('recording');
    } catch (thrown) {
      session.showToast(strings.microphoneDenied, thrown);
    }
  };
  const finish = async () => {
    setPhase('transcribing');
    try {
      const audio = await recording.current?.finish();
      if (audio) editor.current?.insertText(await session.transcribe(audio));
    } catch (thrown) {
      session.showToast(strings.dictationFailed, thrown);
    }
    recording.current = null;
    setPhase('idle');
  };

  if (phase === 'transcribing') {
    return (
      <span className="icon-button" role="status">
        <LoaderCircle size={17} className="spin" aria-hidden="true" />
        <span className="visually-hidden">{strings.transcribing}</span>
      </span>
    );
  }
  const isRecording = phase === 'recording';
  const label = isRecording ? strings.stopDictation : strings.dictate;
  return (
    <button
      type="button"
      className={isRecording ? 'icon-button recording' : 'icon-button'}
      aria-label={label}
      title={label}
      aria-pressed={isRecording}
      disabled={isDisabled}
      onClick={() => void (isRecording ? finish() : start())}
    >
      {isRecording ? <Square size={14} fill="currentColor" aria-hidden="true" /> : <Mic size={17} aria-hidden="true" />}
    </button>
  );
}
