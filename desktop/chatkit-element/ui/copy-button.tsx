import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStrings } from '../session/session-hooks.tsx';

/** Puts text on the clipboard and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const strings = useStrings();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  const shown = isCopied ? strings.copied : label;
  return (
    <button
      type="button"
      className="icon-button icon-button-sm"
      aria-label={shown}
      title={shown}
      onClick={() => void copy().catch(() => undefined)}
    >
      {isCopied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
    </button>
  );
}

const CONFIRMATION_MS = 1600;
