import { describe, expect, it } from 'vitest';
import { scriptedTask } from '../../../../server/testing/scripted-task.ts';
import { EMPTY_DRAFT, type TaskDraft } from '../../services/kept-work.ts';
import { changesOf, draftOf, inputOf, pickedDue } from './task-draft.ts';

const SAVED: TaskDraft = {
  ...EMPTY_DRAFT,
  title: 'Dentist',
  notes: 'Bring the X-ray',
  date: '2026-11-24',
  time: '10:00',
  priority: 'high',
  tags: 'health, me',
  recurrence: 'FREQ=YEARLY',
};

describe('task drafts', () => {
  it('send nothing when nothing changed, so that an edit wipes no other field', () => {
    expect(changesOf(SAVED, SAVED)).toEqual({});
    expect(changesOf({ ...SAVED, tags: 'health,me,' }, SAVED)).toEqual({});
  });

  it('send only what changed', () => {
    expect(changesOf({ ...SAVED, title: ' Dentist at noon ' }, SAVED)).toEqual({ title: 'Dentist at noon' });
  });

  it('say null to clear', () => {
    const cleared = { ...SAVED, notes: ' ', date: '', time: '', priority: '', recurrence: '' };
    expect(changesOf(cleared, SAVED)).toEqual({ notes: null, due: null, priority: null, recurrence: null });
  });

  it('take a phrase before a picked date, a day without a time, and a time of a day', () => {
    expect(changesOf({ ...SAVED, duePhrase: 'tomorrow 5pm' }, SAVED).due).toBe('tomorrow 5pm');
    expect(changesOf({ ...SAVED, time: '' }, SAVED).due).toBe('2026-11-24 all day');
    expect(changesOf({ ...SAVED, time: '11:30' }, SAVED).due).toBe('2026-11-24T11:30');
  });

  it('of a new task leave out what was not said', () => {
    expect(inputOf({ ...EMPTY_DRAFT, title: 'Milk', tags: 'shop, shop' })).toEqual({ title: 'Milk', tags: ['shop'] });
  });

  it('show a task as it is in the zone of the person', () => {
    const draft = draftOf(scriptedTask({ due_at: '2026-11-20T23:30:00Z' }), 'Europe/Paris');
    expect(draft).toMatchObject({ date: '2026-11-21', time: '00:30', notes: '', priority: '' });
    expect(pickedDue(draft)).toEqual({ iso: '2026-11-21T00:30', hasTime: true });
  });

  it('show a day as that day in every zone, and send it back as it was', () => {
    const drafts = ['Pacific/Kiritimati', 'Pacific/Honolulu'].map((zone) =>
      draftOf(scriptedTask({ due_on: '2026-12-07' }), zone),
    );
    expect(drafts.map(({ date, time }) => [date, time])).toEqual([
      ['2026-12-07', ''],
      ['2026-12-07', ''],
    ]);
    expect(drafts.map((draft) => inputOf(draft).due)).toEqual(['2026-12-07', '2026-12-07']);
  });
});
