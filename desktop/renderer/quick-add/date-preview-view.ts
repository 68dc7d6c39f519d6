import type { DatePreview } from '../../date-preview.ts';
import { canPreview, carryPreview, cutAtMarks, describeReading, putPhrase } from '../../preview-marks.ts';
import type { QuickAddMessages } from '../../words/en/quick-add.ts';

const TYPING_PAUSE_MS = 120;
/** Half a word is no mistake: what is wrong is said once somebody has stopped typing. */
const REST_MS = 600;
/** Nobody wants to hear every word on the way to a sentence. */
const SPOKEN_AFTER_MS = 700;

/** The parts of the page that show what was read. */
export interface PreviewParts {
  main: HTMLElement;
  text: HTMLTextAreaElement;
  /** Behind the text: the same words, of which the marks alone are seen. */
  marks: HTMLElement;
  reading: HTMLElement;
  /** The same for those who do not see it. */
  spoken: HTMLElement;
  choices: HTMLElement;
}

/** What was read of dates in the text, while it is typed. */
export interface DatePreviewView {
  /** The text is another one now, or is spoken about in another language. */
  update: () => void;
}

/**
 * Shows the dates in what is typed.
 *
 * @param ask answers null when there is nothing to show
 * @param onChoose gets the text with the phrase that was chosen in it
 */
export function createDatePreviewView(
  parts: PreviewParts,
  ask: (text: string) => Promise<DatePreview | null>,
  words: () => QuickAddMessages,
  onChoose: (text: string) => void,
): DatePreviewView {
  const { main, text, marks, reading, spoken, choices } = parts;
  let answer: { text: string; preview: DatePreview } | null = null;
  let timers: number[] = [];
  let isResting = false;

  const follow = (): void => {
    marks.scrollTop = text.scrollTop;
  };
  const show = (): void => {
    const typed = text.value;
    const carried = answer && canPreview(typed) ? carryPreview(answer.preview, answer.text, typed) : null;
    const isProblem = typeof carried?.problem === 'string';
    const preview = isProblem && !isResting ? { ...carried, spans: [], problem: null, choices: [] } : carried;
    const sentence = preview && (preview.problem ?? describeReading(preview, words()));
    reading.textContent = sentence ?? '';
    main.dataset['preview'] = sentence === null ? 'none' : preview?.problem == null ? 'read' : 'problem';
    // A last empty line has no height of its own.
    marks.replaceChildren(...cutAtMarks(typed, preview?.spans ?? []).map(toNode), '\u200B');
    choices.replaceChildren(...(preview ? preview.choices.map((choice) => toButton(choice, preview)) : []));
    follow();
  };
  const look = async (typed: string): Promise<void> => {
    const preview = canPreview(typed) ? await ask(typed).catch(() => null) : null;
    // The last answer wins, and it is about what is there now.
    if (typed !== text.value) return;
    answer = preview && { text: typed, preview };
    show();
  };
  const toButton = (choice: DatePreview['choices'][number], { spans }: DatePreview): HTMLElement => {
    const button = document.createElement('button');
    const phrase = document.createElement('strong');
    phrase.textContent = choice.phrase;
    button.type = 'button';
    button.append(phrase, ` ${describeReading(choice, words()) ?? ''}`);
    button.addEventListener('click', () => onChoose(putPhrase(text.value, spans, choice.phrase)));
    const item = document.createElement('li');
    item.append(button);
    return item;
  };
  text.addEventListener('scroll', follow);
  return {
    update: () => {
      const typed = text.value;
      for (const timer of timers) window.clearTimeout(timer);
      if (typed.trim() === '') answer = null;
      isResting = false;
      choices.ariaLabel = words().choices;
      show();
      const rest = (): void => {
        isResting = true;
        show();
      };
      timers = [
        window.setTimeout(() => void look(typed), TYPING_PAUSE_MS),
        window.setTimeout(rest, REST_MS),
        window.setTimeout(() => void (spoken.textContent = reading.textContent), SPOKEN_AFTER_MS),
      ];
    },
  };
}

function toNode({ text, isMarked }: { text: string; isMarked: boolean }): Node | string {
  if (!isMarked) return text;
  const mark = document.createElement('mark');
  mark.textContent = text;
  return mark;
}
