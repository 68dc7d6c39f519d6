import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useStrings } from '../session/session-hooks.tsx';

/** A title being changed in place: Enter or leaving keeps it, Escape does not. Calls back once, with null for no change. */
export function RenameField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const strings = useStrings();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(title);
  useEffect(() => {
    const field = input.current;
    const panel = field?.closest<HTMLElement>('[role="dialog"]');
    const root = field?.getRootNode();
    field?.select();
    return () => {
      // The field is gone: the keyboard stays in the panel, unless it went elsewhere by itself.
      if (root instanceof ShadowRoot && root.activeElement === null) panel?.focus();
    };
  }, []);
  const keep = () => onDone(text.trim() === '' || text.trim() === title ? null : text.trim());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') keep();
    else onDone(null);
  };
  return (
    <input
      ref={input}
      className="input rename"
      aria-label={strings.renameLabel}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={keep}
    />
  );
}
