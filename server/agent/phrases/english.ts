import { taskFieldsEn } from '../../../words/en/task-fields.ts';
import type { Phrases } from './phrases.ts';

export const english: Phrases = {
  locale: 'en',
  quoteMarks: ['“', '”'],
  kinds: {
    added: 'Added',
    completed: 'Completed',
    reopened: 'Reopened',
    changed: 'Changed',
    deleted: 'Deleted',
    undone: 'Undone',
    redone: 'Redone',
  },
  fields: taskFieldsEn,
  priorities: { low: 'low', medium: 'medium', high: 'high' },
  none: 'none',
  next: (due) => `Next: ${due}`,
  noDue: 'No due date',
  skipped: (taskId) => `Task ${taskId} was left as it is: it has changed since.`,
  failed: 'Not done',
  undo: 'Undo',
  undone: 'Undone.',
  redo: 'Redo',
  redone: 'Redone.',
  undid: {
    created: 'off the list again',
    deleted: 'back on the list',
    completed: 'open again',
    reopened: 'done again',
  },
  nothingToUndo: 'There was nothing left to undo: the tasks have changed since.',
  undoneAlready: 'That has been undone already.',
  redoneAlready: 'That has been done again already.',

  proposeDelete: (count, titles) => (count === 1 ? `Delete ${titles}?` : `Delete ${count} tasks${list(titles)}?`),
  proposeChange: (count, titles) => (count === 1 ? `Change ${titles}?` : `Change ${count} tasks${list(titles)}?`),
  proposeAdd: (count, titles) => (count === 1 ? `Add ${titles}?` : `Add ${count} tasks${list(titles)}?`),
  proposeBoth: (deleted, changed, titles) =>
    `Delete ${deleted} and change ${changed} ${changed === 1 ? 'task' : 'tasks'}${list(titles)}?`,
  proposeMixed: (count, titles) => `Do this with ${count} tasks${list(titles)}?`,
  wasWillBe: (before, after) => `was ${before}, will be ${after}`,
  characters: (count) => `${count} characters`,
  status: { name: 'Status', pending: 'open', completed: 'done' },
  verbs: { delete: 'Delete', add: 'Add', change: 'Change', restore: 'Bring back' },
  andMore: (count) => `and ${count} more`,
  outsideTitle: (question) => `Another app asks: ${question}`,
  ask: 'Nothing has happened yet. You can also answer yes or no.',
  delete: 'Delete',
  confirm: 'Confirm',
  cancel: 'Cancel',
  confirmed: 'Done.',
  cancelled: 'Cancelled. Nothing was changed.',
  expired: 'That request has expired, so nothing was changed. Ask again if you still want it.',
  ended: 'That has been answered already. Nothing more was done.',
  stale: 'Something in it changed in the meantime, so nothing was done.',
  staleAgain: 'Something in it changed in the meantime, so nothing was done. This is how it looks now:',
  several: 'More than one thing is waiting for your answer. Please use the buttons on the card you mean.',
  grown: 'More has been added to this question since it was asked. Please look at the card and use its buttons.',

  whichDate: (quoted) => `I could not read all of ${quoted}. Which do you mean?`,

  correctionNothing: 'To be clear: nothing in your list was changed just now.',
  correctionPartly: 'To be clear: only what the receipt shows was done.',
  writtenCommand: 'The model wrote a command as text. It was not carried out:',
  stoppedInCircles: 'I stopped here because I was going in circles. What was done so far is shown above.',
  stoppedAtLength: 'I stopped here because the answer became too long.',
  cannotReadFiles: 'I cannot look into files here. Please tell me in words what they say.',

  thinking: 'Thinking…',
  steps: {
    add_task: 'Adding a task',
    list_tasks: 'Looking at your tasks',
    complete_task: 'Completing a task',
    update_task: 'Changing a task',
    delete_task: 'Deleting a task',
    undo_last_change: 'Taking it back',
  },
  stepsSummary: (count) => (count === 1 ? '1 step' : `${count} steps`),
  tasksTitle: (count) => (count === 1 ? '1 task' : `${count} tasks`),
  moreTasks: (count) => `and ${count} more in your list`,
  noTasks: 'No tasks here.',
};

function list(titles: string | undefined): string {
  return titles === undefined ? '' : `: ${titles}`;
}
