import { useEffect, useId, useState } from 'react';
import { useSpeech } from '../../i18n/language-context.tsx';
import type { DesktopShell, DesktopState } from '../../platform/platform.ts';
import { keysOf, recordAccelerator } from './accelerator.ts';

const DEFAULT_SHORTCUT = 'Control+Shift+Space';

/** The shortcut of quick add: shown as keys, recorded by pressing them, switched off. */
export function ShortcutSetting(props: {
  shell: DesktopShell;
  state: DesktopState;
  onChange: (shortcut: string | null) => void;
}) {
  const { shell, state, onChange } = props;
  const { messages, language } = useSpeech();
  const words = messages.shortcut;
  const current = state.settings.quickAddShortcut;
  const [isRecording, setIsRecording] = useState(false);
  const [lacksModifier, setLacksModifier] = useState(false);
  const titleId = useId();
  const noteId = useId();
  useSuspendedShortcut(shell, isRecording);

  function stop() {
    setIsRecording(false);
    setLacksModifier(false);
  }
  function onKeyDown(event: React.KeyboardEvent) {
    if (!isRecording || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return stop();
    const recorded = recordAccelerator(event.nativeEvent, shell.os);
    setLacksModifier(recorded.kind === 'needs_modifier');
    if (recorded.kind !== 'shortcut') return;
    stop();
    onChange(recorded.accelerator);
  }

  const problem = { taken: words.taken, unavailable: words.unavailable, registered: null, off: null }[state.shortcut];
  const modifiers = new Intl.ListFormat(language, { type: 'disjunction' }).format(
    keysOf(shell.os === 'mac' ? 'Control+Alt+Command' : 'Control+Alt', shell.os),
  );
  return (
    <div className="field" role="group" aria-labelledby={titleId} aria-describedby={noteId}>
      <span id={titleId} className="field-label">
        {words.title}
      </span>
      <div className="shortcut-setting">
        <span className="shortcut-keys">
          {current === null ? words.off : keysOf(current, shell.os).map((key) => <kbd key={key}>{key}</kbd>)}
        </span>
        <button
          type="button"
          className="button"
          aria-pressed={isRecording}
          onClick={() => setIsRecording(true)}
          onKeyDown={onKeyDown}
          onBlur={stop}
        >
          {words.change}
        </button>
        {current !== DEFAULT_SHORTCUT && (
          <button type="button" className="button button-quiet" onClick={() => onChange(DEFAULT_SHORTCUT)}>
            {words.useDefault}
          </button>
        )}
        {current !== null && (
          <button type="button" className="button button-quiet" onClick={() => onChange(null)}>
            {words.turnOff}
          </button>
        )}
      </div>
      <p id={noteId} role="status" className={problem !== null && !isRecording ? 'field-error' : 'field-hint'}>
        {isRecording ? (lacksModifier ? words.needsModifier(modifiers) : words.press) : (problem ?? words.hint)}
      </p>
    </div>
  );
}

/** While keys are recorded the shell lets them through, the shortcut in use included. */
function useSuspendedShortcut(shell: DesktopShell, isRecording: boolean): void {
  useEffect(() => {
    if (!isRecording) return undefined;
    void shell.recordShortcut(true);
    return () => void shell.recordShortcut(false);
  }, [shell, isRecording]);
}
