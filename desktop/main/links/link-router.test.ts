import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { DesktopTarget } from '../../ipc-contract.ts';
import { createLinkRouter } from './link-router.ts';

function setup() {
  const state = { canDeliver: false, shown: 0, lines: [] as string[] };
  const delivered: DesktopTarget[] = [];
  const prefilled: string[] = [];
  const codes: string[] = [];
  const router = createLinkRouter({
    canDeliver: () => state.canDeliver,
    deliver: (target) => void delivered.push(target),
    prefill: (text) => void prefilled.push(text),
    onCallback: async (code) => void codes.push(code),
    show: () => (state.shown += 1),
    logger: pino({}, { write: (line: string) => void state.lines.push(line) }),
  });
  return { state, delivered, prefilled, codes, router };
}

describe('the router of links', () => {
  it('E-57 counts what it did not understand, and shows nothing for it', () => {
    const { state, router } = setup();
    for (const link of ['parley://nowhere', 'https://parley.example/', 'parley://task/0', '']) router.open(link);
    expect([router.refused(), state.shown]).toEqual([4, 0]);
  });

  it('E-58 keeps one link until it can be shown, the newest, and shows it once', () => {
    const { state, delivered, router } = setup();
    for (let id = 1; id <= 100; id += 1) router.open(`parley://task/${id}`);
    router.flush();
    expect(delivered).toEqual([]);
    state.canDeliver = true;
    router.flush();
    router.flush();
    expect(delivered).toEqual([{ kind: 'task', id: 100 }]);
  });

  it('E-58 treats a chat that is somebody else’s as it treats any other: only the page asks, and is told the same', () => {
    const { state, delivered, router } = setup();
    state.canDeliver = true;
    for (const id of ['mine', 'somebody-elses', 'nobodys']) router.open(`parley://chat/${id}`);
    expect(delivered).toEqual(['mine', 'somebody-elses', 'nobodys'].map((id) => ({ kind: 'chat', id })));
  });

  it('E-58 fills nothing in before somebody signed in', () => {
    const { prefilled, delivered, router } = setup();
    router.open('parley://add?text=words');
    router.flush();
    expect([prefilled, delivered]).toEqual([[], []]);
  });

  it('E-60 logs what kind of link it was, and nothing of it', () => {
    const { state, codes, router } = setup();
    router.open('parley://auth/callback#token=one-time-token');
    router.open('parley://add?text=call%20the%20doctor');
    router.open('parley://chat/canary-chat');
    expect(state.lines.join('')).not.toMatch(/one-time|doctor|canary|parley:\/\//);
    expect(state.lines).toHaveLength(3);
    expect(codes).toEqual(['one-time-token']);
  });
});
