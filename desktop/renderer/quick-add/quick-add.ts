import type { QuickAddBridge, QuickAddEvent } from '../../ipc-contract.ts';
import { chooseLanguage, type Language } from '../../spoken-language.ts';
import { type QuickAddMessages, QUICK_ADD_MESSAGES } from './quick-add-messages.ts';

declare global {
  interface Window {
    readonly parleyQuickAdd?: QuickAddBridge;
  }
}

const RECEIPT_SHOWN_MS = 1600;

type StatusKind = 'plain' | 'sent' | 'failed';

/** Runs the quick-add page: Enter sends, Shift+Enter breaks the line, Escape hides and keeps the draft. */
function runQuickAdd(bridge: QuickAddBridge, text: HTMLTextAreaElement, status: HTMLElement): void {
  let draftId = crypto.randomUUID();
  let isSending = false;
  let hiding: number | undefined;
  let words = speak(chooseLanguage(navigator.languages), text);

  const say = (sentence: string, kind: StatusKind = 'plain'): void => {
    status.textContent = sentence;
    status.dataset['kind'] = kind;
  };
  const submit = async (): Promise<void> => {
    const written = text.value.trim();
    if (written === '' || isSending) return;
    isSending = true;
    say(words.adding);
    try {
      const result = await bridge.submit({ text: written, draftId });
      if (!result.ok) return say(result.message, 'failed');
      text.value = '';
      draftId = crypto.randomUUID();
      say(result.receipt, 'sent');
      hiding = window.setTimeout(() => void bridge.hide(), RECEIPT_SHOWN_MS);
    } catch {
      say(words.failed, 'failed');
    } finally {
      isSending = false;
    }
  };
  const listen = (event: QuickAddEvent): void => {
    if (event.type === 'sent') return say(event.receipt, 'sent');
    words = speak(event.language, text);
    text.focus();
    if (!event.signedIn) return say(words.signInFirst, 'failed');
    say(event.queued === 0 ? '' : words.waiting(event.queued));
  };

  text.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') void bridge.hide();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void submit();
  });
  text.addEventListener('input', () => {
    window.clearTimeout(hiding);
    // A changed text is another note, even when the last try of this one went wrong.
    if (!isSending) draftId = crypto.randomUUID();
  });
  void bridge.onEvent(listen);
}

/** Has the page speak a language; the window can be shown in another one each time. */
function speak(language: Language, text: HTMLTextAreaElement): QuickAddMessages {
  const words = QUICK_ADD_MESSAGES[language];
  document.documentElement.lang = language;
  document.title = words.title;
  const [label] = text.labels;
  if (label) label.textContent = words.label;
  text.placeholder = words.placeholder;
  return words;
}

function followTheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    document.documentElement.dataset['theme'] = dark.matches ? 'dark' : 'light';
  };
  dark.addEventListener('change', apply);
  apply();
}

const text = document.querySelector<HTMLTextAreaElement>('#text');
const status = document.querySelector<HTMLElement>('#status');
followTheme();
if (text && status && window.parleyQuickAdd) runQuickAdd(window.parleyQuickAdd, text, status);
