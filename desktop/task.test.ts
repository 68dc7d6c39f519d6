import { expect, expectTypeOf, test } from 'vitest';
import type { DatesPreview } from '../server/tasks/preview-dates.ts';
import { taskView, type SaidField, type TaskView } from '../server/tasks/task-fields.ts';
import type { DatePreview } from './date-preview.ts';
import { task, type Task, type TaskInput } from './task.ts';

test('a task is the same to the app and to the server', () => {
  expectTypeOf<Task>().toEqualTypeOf<TaskView>();
  expect(Object.keys(task.shape).toSorted()).toEqual(Object.keys(taskView.shape).toSorted());
});

test('a person can say of a task what the server takes', () => {
  expectTypeOf<keyof TaskInput>().toEqualTypeOf<SaidField | 'status'>();
});

test('what is read of dates is the same to the app and to the server', () => {
  expectTypeOf<DatePreview>().toEqualTypeOf<DatesPreview>();
});
