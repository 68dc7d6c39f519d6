import { useEffect, useId, useRef } from 'react';
import type { StructuredQuestion } from '../../protocol/thread-item.ts';
import { useStrings } from '../../session/session-hooks.tsx';

/** What is chosen and typed for one question. */
export type QuestionAnswer = { chosen: readonly string[]; other: string; isSkipped: boolean };

type QuestionFieldProps = {
  question: StructuredQuestion;
  answer: QuestionAnswer;
  isFirst: boolean;
  onChange: (answer: QuestionAnswer) => void;
};

/** One question: choices with room for another answer, or free text. */
export function StructuredQuestionField({ question, answer, isFirst, onChange }: QuestionFieldProps) {
  const strings = useStrings();
  const id = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  const hasChoices = question.type === 'multiple_choice';
  useEffect(() => {
    if (isFirst) group.current?.querySelector('input')?.focus();
  }, [isFirst]);
  const choose = (value: string, isChosen: boolean) => {
    const others = question.multiple ? answer.chosen.filter((other) => other !== value) : [];
    onChange({
      chosen: isChosen ? [...others, value] : others,
      other: question.multiple ? answer.other : '',
      isSkipped: false,
    });
  };
  const type = (other: string) => {
    const chosen = question.multiple || other === '' ? answer.chosen : [];
    onChange({ chosen, other, isSkipped: false });
  };
  return (
    <fieldset ref={group} className="question" data-skipped={answer.isSkipped}>
      <legend>{question.question}</legend>
      {question.description !== undefined && (
        <p id={`${id}-description`} className="question-description">
          {question.description}
        </p>
      )}
      {hasChoices &&
        question.options.map(({ value }) => (
          <label key={value} className="choice">
            <input
              type={question.multiple ? 'checkbox' : 'radio'}
              name={id}
              checked={answer.chosen.includes(value)}
              onChange={(event) => choose(value, event.target.checked)}
            />
            <span>{value}</span>
          </label>
        ))}
      <input
        className="input"
        type="text"
        value={answer.other}
        aria-label={hasChoices ? `${question.question} ${strings.other}` : question.question}
        placeholder={strings.otherAnswer}
        {...(question.description !== undefined && { 'aria-describedby': `${id}-description` })}
        onChange={(event) => type(event.target.value)}
      />
      <button
        type="button"
        className="link-button"
        aria-pressed={answer.isSkipped}
        onClick={() => onChange({ chosen: [], other: '', isSkipped: !answer.isSkipped })}
      >
        {strings.skip}
      </button>
    </fieldset>
  );
}
