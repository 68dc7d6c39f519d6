import type { RefObject } from 'react';
import type { DatePreview } from '../../date-preview.ts';
import { describeReading, putPhrase } from '../../preview-marks.ts';
import { useMessages } from '../i18n/language-context.tsx';

/** What may have been meant; one click writes it instead of the words that were not understood. */
export function DateChoices(props: {
  text: string;
  preview: DatePreview | null;
  /** Where the text is typed, and goes on being typed. */
  input: RefObject<HTMLInputElement | null>;
  /** @param field the one of the form that the phrase belongs to */
  onChoose: (text: string, field: DatePreview['choices'][number]['field']) => void;
}) {
  const { text, preview, input, onChoose } = props;
  const { dates } = useMessages();
  if (!preview || preview.choices.length === 0) return null;
  return (
    <ul className="date-choices" aria-label={dates.choices}>
      {preview.choices.map((choice) => (
        <li key={choice.phrase}>
          <button
            type="button"
            className="date-choice"
            onClick={() => {
              onChoose(putPhrase(text, preview.spans, choice.phrase), choice.field);
              input.current?.focus();
            }}
          >
            <span className="date-choice-phrase">{choice.phrase}</span>
            <span className="date-choice-reading">{describeReading(choice, dates)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
