import { useState, type FormEvent } from 'react';
import type { StructuredInputItem } from '../../protocol/thread-item.ts';
import { useChat, useSession, useStrings } from '../../session/session-hooks.tsx';
import { StructuredQuestionField, type QuestionAnswer } from './structured-question-field.tsx';

/** Questions in the composer's place: answered, skipped one by one, or skipped all. */
export function StructuredForm({ item }: { item: StructuredInputItem }) {
  const session = useSession();
  const strings = useStrings();
  const isIdle = useChat((state) => state.activity === 'idle');
  const [answers, setAnswers] = useState<Readonly<Record<string, QuestionAnswer>>>({});
  const send = (status: 'answered' | 'skipped') => {
    session.answerQuestions(item, {
      status,
      answers: Object.fromEntries(
        item.inputs.map(({ id }) => {
          const values = valuesOf(answers[id]);
          return [id, { values, skipped: values.length === 0 }];
        }),
      ),
    });
    session.focusComposer();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isIdle) send('answered');
  };
  return (
    <form className="composer structured" onSubmit={onSubmit}>
      {item.inputs.map((question, index) => (
        <StructuredQuestionField
          key={question.id}
          question={question}
          answer={answers[question.id] ?? EMPTY_ANSWER}
          isFirst={index === 0}
          onChange={(answer) => setAnswers({ ...answers, [question.id]: answer })}
        />
      ))}
      <div className="structured-bar">
        <button type="button" className="button button-ghost" disabled={!isIdle} onClick={() => send('skipped')}>
          {item.inputs.length > 1 ? strings.skipAll : strings.skip}
        </button>
        <button type="submit" className="button button-primary" disabled={!isIdle}>
          {strings.submit}
        </button>
      </div>
    </form>
  );
}

const EMPTY_ANSWER: QuestionAnswer = { chosen: [], other: '', isSkipped: false };

function valuesOf(answer: QuestionAnswer | undefined): string[] {
  if (!answer || answer.isSkipped) return [];
  return [...answer.chosen, answer.other.trim()].filter((value) => value !== '');
}
