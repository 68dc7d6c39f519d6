import { plainText, quoteText } from '../../ground/quote-text.ts';
import type { DateQuestion } from '../../agent/asking/date-questions.ts';
import type { Phrases } from '../../languages/phrases.ts';
import { previewDates } from '../../tasks/preview-dates.ts';
import type { Clock } from '../../tasks/task-dates.ts';
import type { ShownQuestion } from './card-basis.ts';
import type { CardFacts } from './card-facts.ts';
import { caption, type Card, type ServerAction, type WidgetComponent } from './widgets.ts';

/** The action of a reading that was not chosen yet; its payload is only the refused call and the reading's number. */
export const CHOOSE_ACTION = 'date.choose';

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
  const { callId, taskId, words } = question;
  return { callId, ...(taskId !== undefined && { taskId }), ...(title !== undefined && { title }), words, readings };
}

/** Asks which date is meant, each reading a button; a row of them for each task, and what was answered where it was. */
export function questionCard(
  questions: readonly ShownQuestion[],
  facts: Pick<CardFacts, 'answers' | 'tasks'>,
  phrases: Phrases,
): Card {
  return { type: 'Card', size: 'md', children: questions.map((question) => questionRow(question, facts, phrases)) };
}

/** The same in words. */
export function questionText(
  questions: readonly ShownQuestion[],
  facts: Pick<CardFacts, 'answers' | 'tasks'>,
  phrases: Phrases,
): string {
  return questions
    .map((question) => {
      const { title, words, readings } = question;
      const end = tellEnd(question, facts, phrases);
      const asked = [
        askWhich(words, phrases),
        ...(end === undefined ? readings.map(({ label }) => `- ${label}`) : [end]),
      ];
      const text = asked.join('\n');
      return title === undefined ? text : `${plainText(title, 200)}: ${text}`;
    })
    .join('\n');
}

/** What became of a question; undefined while it can be answered. */
function tellEnd(
  { callId, taskId }: ShownQuestion,
  { answers, tasks }: Pick<CardFacts, 'answers' | 'tasks'>,
  phrases: Phrases,
): string | undefined {
  const answer = answers.get(callId);
  if (answer !== undefined) return phrases.answered(answer ?? phrases.noDue);
  return taskId !== undefined && !tasks.has(taskId) ? phrases.deletedSince : undefined;
}

/** The title and the words are text and no markup: what is in them is data. */
function questionRow(
  question: ShownQuestion,
  facts: Pick<CardFacts, 'answers' | 'tasks'>,
  phrases: Phrases,
): WidgetComponent {
  const { callId, title, words, readings } = question;
  const end = tellEnd(question, facts, phrases);
  return {
    type: 'Col',
    key: `date-${callId}`,
    gap: 2,
    children: [
      ...(title === undefined ? [] : [{ type: 'Text', value: plainText(title, 200), weight: 'semibold' }]),
      ...(end === undefined
        ? [
            caption(askWhich(words, phrases)),
            { type: 'Row', gap: 2, wrap: 'wrap', children: readings.map((reading) => readingButton(callId, reading)) },
          ]
        : [caption(end)]),
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

function askWhich(words: string, phrases: Phrases): string {
  return phrases.whichDate(quoteText(words, phrases.quoteMarks, 60));
}
