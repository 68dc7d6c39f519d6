import { plainText, quoteText } from '../../ground/quote-text.ts';
import type { DateQuestion } from '../../agent/asking/date-questions.ts';
import type { Phrases } from '../../agent/phrases/phrases.ts';
import type { WidgetRoot } from '../../chatkit/protocol/widget.ts';
import { previewDates } from '../../tasks/preview-dates.ts';
import type { Clock } from '../../tasks/task-dates.ts';
import { caption, type Card, type ServerAction, type WidgetComponent } from './widgets.ts';

/** The action of a reading that was not chosen yet; its payload is only the refused call and the reading's number. */
export const CHOOSE_ACTION = 'date.choose';

/** What is asked about a call: the title of its task, and readings that come to a date. */
export interface ShownQuestion extends Pick<DateQuestion, 'callId' | 'title' | 'words'> {
  readonly readings: readonly { readonly choice: number; readonly label: string }[];
}

/** Words each reading of a question; undefined when none comes to a date. */
export function showQuestion(
  question: DateQuestion,
  title: string | undefined,
  clock: Clock,
): ShownQuestion | undefined {
  const readings = question.choices.flatMap(({ field, phrase }, choice) => {
    const { due, repeats } = previewDates({ text: phrase, kind: field }, clock);
    const label = repeats ?? due;
    return label === null ? [] : [{ choice, label }];
  });
  if (readings.length === 0) return undefined;
  return { callId: question.callId, title, words: question.words, readings };
}

/** Asks which date is meant, each reading a button; a row of them for each task. */
export function questionCard(questions: readonly ShownQuestion[], phrases: Phrases): Card {
  return { type: 'Card', size: 'md', children: questions.map((question) => questionRow(question, phrases)) };
}

/** The same in words. */
export function questionText(questions: readonly ShownQuestion[], phrases: Phrases): string {
  return questions
    .map(({ title, words, readings }) => {
      const asked = [askWhich(words, phrases), ...readings.map(({ label }) => `- ${label}`)].join('\n');
      return title === undefined ? asked : `${plainText(title, 200)}: ${asked}`;
    })
    .join('\n');
}

/** @returns the card without the row of a call; undefined when nothing is left of it. */
export function withoutQuestion(widget: WidgetRoot, callId: string): WidgetRoot | undefined {
  const children: unknown = widget['children'];
  if (!Array.isArray(children)) return widget;
  const others = children.filter((child: unknown) => !isRowOf(child, callId));
  return others.length === 0 ? undefined : { ...widget, children: others };
}

/** The card after its questions were answered elsewhere. */
export function endedQuestion(phrases: Phrases): Card {
  return { type: 'Card', size: 'md', children: [caption(phrases.ended)] };
}

/** The title and the words are text and no markup: what is in them is data. */
function questionRow({ callId, title, words, readings }: ShownQuestion, phrases: Phrases): WidgetComponent {
  return {
    type: 'Col',
    key: keyOf(callId),
    gap: 2,
    children: [
      ...(title === undefined
        ? []
        : [{ type: 'Text' as const, value: plainText(title, 200), weight: 'semibold' as const }]),
      caption(askWhich(words, phrases)),
      { type: 'Row', gap: 2, wrap: 'wrap', children: readings.map((reading) => readingButton(callId, reading)) },
    ],
  };
}

function readingButton(callId: string, { choice, label }: ShownQuestion['readings'][number]): WidgetComponent {
  const onClickAction: ServerAction = {
    type: CHOOSE_ACTION,
    payload: { call_id: callId, choice },
    loadingBehavior: 'container',
  };
  return { type: 'Button', label, variant: 'outline', color: 'primary', onClickAction };
}

function keyOf(callId: string): string {
  return `date-${callId}`;
}

function isRowOf(child: unknown, callId: string): boolean {
  return typeof child === 'object' && child !== null && 'key' in child && child.key === keyOf(callId);
}

function askWhich(words: string, phrases: Phrases): string {
  return phrases.whichDate(quoteText(words, phrases.quoteMarks, 60));
}
