import { describe, expect, it } from 'vitest';
import { scriptedTask } from '../../../../server/testing/scripted-task.ts';
import type { Task } from '../../../task.ts';
import { groupTasks, isOverdue } from './group-tasks.ts';

/** A Friday, 23:30 in Paris. */
const NOW = new Date('2026-11-20T22:30:00Z');
const ZONE = 'Europe/Paris';

function makeTask(id: number, values: Partial<Task>): Task {
  return scriptedTask({ id, ...values });
}

describe('groupTasks', () => {
  it('sorts tasks into the days of the person and keeps their order', () => {
    const tasks = [
      makeTask(1, { due_at: '2026-11-20T22:45:00Z' }),
      makeTask(2, { due_at: '2026-11-20T22:00:00Z' }),
      makeTask(3, {}),
      makeTask(4, { due_at: '2026-11-20T23:15:00Z' }),
      makeTask(5, { status: 'completed', completed_at: '2026-11-02T10:00:00Z', due_at: '2026-11-01T10:00:00Z' }),
      makeTask(6, { due_on: '2026-11-20' }),
      makeTask(7, { due_on: '2026-11-19' }),
    ];
    const ids = groupTasks(tasks, NOW, ZONE).map(([group, members]) => [group, members.map(({ id }) => id)]);
    expect(ids).toEqual([
      ['overdue', [2, 7]],
      ['today', [1, 6]],
      ['upcoming', [4]],
      ['no_date', [3]],
      ['done', [5]],
    ]);
  });

  it('leaves a task that was just ticked where it is until the server has said so', () => {
    const ticked = makeTask(1, { status: 'completed', due_at: '2026-11-18T10:00:00Z' });
    const reopened = makeTask(2, { status: 'pending', completed_at: '2026-11-19T10:00:00Z' });
    const groups = groupTasks([ticked, reopened], NOW, ZONE).map(([group]) => group);
    expect(groups).toEqual(['overdue', 'done']);
  });

  it('shows no empty groups', () => {
    expect(groupTasks([], NOW, ZONE)).toEqual([]);
  });
});

describe('isOverdue', () => {
  it('gives a whole day until its end', () => {
    const task = makeTask(1, { due_on: '2026-11-20' });
    expect(isOverdue(task, NOW, ZONE)).toBe(false);
    expect(isOverdue(task, new Date('2026-11-20T23:01:00Z'), ZONE)).toBe(true);
  });

  it('never is true of what is done', () => {
    expect(isOverdue(makeTask(1, { status: 'completed', due_at: '2026-11-01T00:00:00Z' }), NOW, ZONE)).toBe(false);
  });
});
