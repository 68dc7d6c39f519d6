import { expect, test } from 'vitest';
import { FakeTools } from '../testing/fake-tools.ts';
import { describeSystem, runTurn } from '../testing/run-turn.ts';

test('finds a task by its name among more than are listed', async () => {
  const tools = new FakeTools({ now: new Date('2026-11-17T08:30:00Z'), timeZone: 'Europe/Paris', locale: 'en' });
  for (let index = 0; index < 1_000; index += 1) tools.seed({ title: `Chore ${index} of a long list` });
  const meant = tools.seed({ title: 'Oil the garden gate' });
  await runTurn([describeSystem(tools), { role: 'user', content: 'done with oil the garden gate' }], tools);
  expect(tools.tasks.filter(({ status }) => status === 'completed')).toEqual([meant]);
});
