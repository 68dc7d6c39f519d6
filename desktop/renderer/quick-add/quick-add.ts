import type { QuickAddBridge, QuickAddEvent } from '../../ipc-contract.ts';
import { chooseLanguage, type Language } from '../../spoken-language.ts';
import type { QuickAddMessages } from '../../words/en/quick-add.ts';
import { followTheme } from '../ui/follow-theme.ts';
import { createDatePreviewView, type PreviewParts } from './date-preview-view.ts';
import { loadDraft, saveDraft } from './kept-draft.ts';
import { QUICK_ADD_MESSAGES } from './quick-add-messages.ts';

declare global {
  interface Window {
    readonly parleyQuickAdd?: QuickAddBridge;
  }
}

const RECEIPT_SHOWN_MS = 1600;
const READING_MS_PER_CHARACTER = 30;
const LONGEST_SHOWN_MS = 8000;
/** Somebody who is typing elsewhere when a link opens the window may press Enter before seeing it. */
const ENTER_RESTS_MS = 700;
const MAX_TEXT = 4000;

/** `sent` is what was done; an answer or a kept note is no such thing and gets no tick. */
type StatusKind = 'plain' | 'sent' | 'answered' | 'failed';

/** The parts of the page. */
interface QuickAddParts extends PreviewParts {
  status: HTMLElement;
  hint: HTMLElement;
}

/** Runs the quick-add page: Enter sends, Shift+Enter breaks the line, Escape hides and keeps the draft. */
function runQuickAdd(bridge: QuickAddBridge, parts: QuickAddParts): void {
  const { main, text, status } = parts;
  let draftId = '';
  let isSending = false;
  let hiding: number | undefined;
  let enterRestsUntil = 0;
  let words = speak(chooseLanguage(navigator.languages), parts);
  const preview = createDatePreviewView(
    parts,
    async (typed) => (await bridge.previewDates({ text: typed })).preview,
    () => words,
    (chosen) => {
      keep(chosen);
      text.focus();
    },
  );

  const say = (sentence: string, kind: StatusKind = 'plain'): void => {
    status.textContent = sentence;
    main.dataset['status'] = sentence === '' ? 'none' : kind;
  };
  const keep = (written: string, id: string = crypto.randomUUID()): void => {
    if (text.value !== written) text.value = written;
    draftId = id;
    saveDraft({ text: written, id });
    preview.update();
  };
  const setSending = (sending: boolean): void => {
    isSending = sending;
    // What is typed while a note is on its way would be gone with it.
    text.readOnly = sending;
    main.ariaBusy = String(sending);
  };
  const submit = async (): Promise<void> => {
    const written = text.value.trim();
    if (written === '' || isSending) return;
    setSending(true);
    say(words.adding);
    try {
      const result = await bridge.submit({ text: written, draftId });
      if (!result.ok) return say(result.message, 'failed');
      keep('');
      say(result.receipt, result.isDone ? 'sent' : 'answered');
      // What was asked for stays to be read.
      if (result.outcome === 'sent' && !result.isDone) return;
      const reading = RECEIPT_SHOWN_MS + result.receipt.length * READING_MS_PER_CHARACTER;
      hiding = window.setTimeout(() => void bridge.hide(), Math.min(reading, LONGEST_SHOWN_MS));
    } catch {
      say(words.failed, 'failed');
    } finally {
      setSending(false);
    }
  };
  const greet = (event: Extract<QuickAddEvent, { type: 'shown' }>): void => {
    words = speak(event.language, parts);
    preview.update();
    window.clearTimeout(hiding);
    text.focus();
    // What went wrong while nobody looked is still to be read.
    if (isSending || (main.dataset['status'] === 'failed' && text.value !== '')) return;
    if (!event.signedIn) return say(words.signInFirst, 'failed');
    say(event.queued === 0 ? '' : words.waiting(event.queued));
  };
  const take = (event: Extract<QuickAddEvent, { type: 'text' }>): void => {
    const typed = text.value.trim();
    const isThere = typed === event.text.trim();
    keep((typed === '' || isThere ? event.text : `${typed}\n${event.text}`).slice(0, MAX_TEXT));
    text.focus();
    if (event.problem === null) enterRestsUntil = performance.now() + ENTER_RESTS_MS;
    else say(event.problem, 'failed');
  };
  const listen = (event: QuickAddEvent): void => {
    switch (event.type) {
      case 'shown':
        return greet(event);
      case 'sent':
        return say(event.receipt, event.isDone ? 'sent' : 'answered');
      case 'text':
        return take(event);
      case 'forget':
        say('');
        return keep('');
      default:
        return event satisfies never;
    }
  };

  main.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) void bridge.hide();
  });
  text.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    if (performance.now() >= enterRestsUntil) void submit();
  });
  text.addEventListener('input', () => {
    window.clearTimeout(hiding);
    if (main.dataset['status'] !== 'plain') say('');
    // A changed text is another note, even when the last try of this one went wrong.
    keep(text.value);
  });
  status.addEventListener('pointerenter', () => window.clearTimeout(hiding));
  const draft = loadDraft();
  keep(draft.text, draft.id);
  say('');
  new ResizeObserver(() => {
    void bridge.resize({ height: Math.ceil(main.getBoundingClientRect().height) });
  }).observe(main);
  void bridge.onEvent(listen);
}

/** Has the page speak a language; the window can be shown in another one each time. */
function speak(language: Language, { text, hint }: QuickAddParts): QuickAddMessages {
  const words = QUICK_ADD_MESSAGES[language];
  document.documentElement.lang = language;
  document.title = words.title;
  const [label] = text.labels;
  if (label) label.textContent = words.label;
  text.placeholder = words.placeholder;
  hint.textContent = words.hint;
  return words;
}

const main = document.querySelector('main');
const text = document.querySelector('textarea');
const [status, hint, marks, reading, spoken, choices] = ['status', 'hint', 'marks', 'reading', 'spoken', 'choices'].map(
  (id) => document.getElementById(id),
);
followTheme();
if (main && text && status && hint && marks && reading && spoken && choices && window.parleyQuickAdd) {
  runQuickAdd(window.parleyQuickAdd, { main, text, status, hint, marks, reading, spoken, choices });
}
