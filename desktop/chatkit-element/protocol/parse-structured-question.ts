import { choiceAt, isObject, isSetAt, listAt, pickTexts, textAt, textsAt } from './json-fields.ts';
import type { StructuredQuestion } from './thread-item.ts';

/** Reads one question of a structured input; empty when it has no id. */
export function parseStructuredQuestion(value: unknown): StructuredQuestion[] {
  if (!isObject(value) || typeof value.id !== 'string') return [];
  const answer = value.answer;
  return [
    {
      id: value.id,
      question: textAt(value, 'question') ?? '',
      type: choiceAt(value, 'type', ['multiple_choice', 'freeform']) ?? 'freeform',
      options: listAt(value, 'options').flatMap((option) =>
        isObject(option) && typeof option.value === 'string' ? [{ value: option.value }] : [],
      ),
      multiple: isSetAt(value, 'multiple'),
      ...pickTexts(value, ['description']),
      ...(isObject(answer) && { answer: { values: textsAt(answer, 'values'), skipped: isSetAt(answer, 'skipped') } }),
    },
  ];
}
