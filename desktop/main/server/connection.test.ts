import { describe, expect, it } from 'vitest';
import type { Scheduler } from '../ground/scheduler.ts';
import { type ConnectionState, setupConnection } from './connection.ts';

function setup() {
  const world = { isOnline: true, answers: true, timers: [] as (() => void)[], seen: [] as ConnectionState[] };
  const scheduler: Scheduler = {
    now: () => 0,
    after: (_milliseconds, run) => {
      world.timers.push(run);
      return () => void world.timers.splice(world.timers.indexOf(run), 1);
    },
    every: () => () => undefined,
  };
  const connection = setupConnection({
    isOnline: () => world.isOnline,
    ping: async () => world.answers,
    scheduler,
    onChange: (state) => world.seen.push(state),
  });
  return { world, connection, tick: () => world.timers.shift()?.() };
}

describe('F-48 the connection', () => {
  it('tells a server that is away from a network that is', () => {
    const { world, connection } = setup();
    connection.report(false);
    world.isOnline = false;
    connection.report(false);
    expect(world.seen).toEqual(['server_away', 'offline']);
  });

  it('asks again by itself until it is back, one question at a time', async () => {
    const { world, connection, tick } = setup();
    world.answers = false;
    connection.report(false);
    connection.report(false);
    expect(world.timers).toHaveLength(1);
    tick();
    await expect.poll(() => world.timers.length).toBe(1);
    world.answers = true;
    tick();
    await expect.poll(() => world.seen).toEqual(['server_away', 'online']);
    expect(world.timers).toEqual([]);
  });

  it('says nothing while nothing changes', () => {
    const { world, connection } = setup();
    connection.report(true);
    connection.report(true);
    expect(world.seen).toEqual([]);
  });
});
