import { afterEach, expect, test, vi } from 'vitest';
import { EMPTY_DRAFT, takeKeptWork } from './kept-work.ts';

afterEach(() => vi.unstubAllGlobals());

test('a draft that an older version kept has nothing in the fields that came later', () => {
  const draft = { title: 'Dentist' };
  const kept = {
    userId: 'alice',
    path: '/',
    message: '',
    taskDrafts: [['alice/new', { draft, base: {}, version: 0 }]],
  };
  vi.stubGlobal('localStorage', { getItem: () => JSON.stringify(kept), removeItem: () => undefined });
  expect(takeKeptWork()?.taskDrafts).toEqual([
    ['alice/new', { draft: { ...EMPTY_DRAFT, ...draft }, base: EMPTY_DRAFT, version: 0 }],
  ]);
});
