import { expect, test } from 'vitest';
import { EMPTY_DRAFT } from './kept-work.ts';
import { TaskDrafts } from './task-drafts.ts';

const DRAFT = { draft: { ...EMPTY_DRAFT, title: 'Half a thought' }, base: EMPTY_DRAFT, version: 1 };

test('takes what the page before has kept, and tells when a draft comes and goes, and not while it is written', () => {
  const drafts = new TaskDrafts([['ana/1', DRAFT]]);
  expect([...drafts.keys()]).toEqual(['ana/1']);
  expect(drafts.wouldBeLost).toBe(true);
  let told = 0;
  const stop = drafts.subscribe(() => (told += 1));
  drafts.set('ana/1', { ...DRAFT, version: 2 });
  expect(told).toBe(0);
  drafts.set('ana/new', DRAFT);
  drafts.delete('ana/1');
  drafts.delete('ana/1');
  expect(told).toBe(2);
  stop();
  drafts.delete('ana/new');
  expect(told).toBe(2);
  expect(drafts.wouldBeLost).toBe(false);
});

test('would lose nothing once the drafts are kept elsewhere', () => {
  const drafts = new TaskDrafts([['ana/1', DRAFT]]);
  drafts.noteKept();
  expect(drafts.wouldBeLost).toBe(false);
});
