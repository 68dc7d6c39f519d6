import type { StructuredAnswer, StructuredInputItem, StructuredQuestion } from './thread-item.ts';

/** What was submitted for the questions of one item. */
export interface Submission {
  status: 'answered' | 'skipped';
  answers: Record<string, StructuredAnswer>;
}

/**
 * The item with its answers. Nothing said, an empty list and a skipped submission all count as skipped; a single choice
 * keeps its first value; values need not be among the options; answers to unknown questions are dropped.
 */
export function answerQuestions(item: StructuredInputItem, { status, answers }: Submission): StructuredInputItem {
  const inputs = item.inputs.map((question): StructuredQuestion => {
    const given = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    if (status === 'skipped' || !given || given.skipped || given.values.length === 0) {
      return { ...question, answer: { values: [], skipped: true } };
    }
    const isSingle = question.type === 'multiple_choice' && !question.multiple;
    return { ...question, answer: { values: isSingle ? given.values.slice(0, 1) : given.values, skipped: false } };
  });
  return { ...item, status, inputs };
}
