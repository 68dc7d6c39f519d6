import { describe, expect, test } from 'vitest';
import { findClaims, findFalseClaim } from './find-claims.ts';

describe('findClaims', () => {
  test.each([
    ['I have added “buy milk” to your list.', 'added'],
    ["Done! I've deleted all your tasks.", 'deleted'],
    ['Added buy milk for tomorrow.', 'added'],
    ['Your task has been marked as complete.', 'completed'],
    ['He añadido la tarea.', 'added'],
    ["J'ai supprimé la tâche.", 'deleted'],
    ['Ich habe die Aufgabe „Milch“ gelöscht.', 'deleted'],
    ['Both tasks were moved to Friday.', 'changed'],
  ])('sees a claim in: %s', (text, kind) => {
    expect([...findClaims(text)]).toEqual([kind]);
  });

  test.each([
    'Should I add it?',
    'I have not added anything.',
    "I couldn't find it, so nothing was deleted.",
    'You have 3 tasks: 1. Gym (completed)',
    'Completed tasks: Gym, Yoga',
    'Once you confirm, it will be deleted.',
    'I can add, complete, change and delete tasks.',
    'This needs your yes before it is deleted.',
    'Which one was completed?',
    '',
  ])('sees no claim in: %s', (text) => {
    expect(findClaims(text).size).toBe(0);
  });
});

test('corrects a claim without a change, and a claim beside another change', () => {
  expect(findFalseClaim('I have deleted it.', new Set())).toBe('nothing');
  expect(findFalseClaim('I have added it and I have deleted the other one.', new Set(['added']))).toBe('partly');
  expect(findFalseClaim('I have added it.', new Set(['added']))).toBeUndefined();
  expect(findFalseClaim('Here is your list.', new Set())).toBeUndefined();
});
