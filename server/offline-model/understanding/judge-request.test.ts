import { expect, test } from 'vitest';
import { Pace } from '../limits/pace.ts';
import { understandMessage } from './understand-message.ts';

async function kindsOf(text: string, language = 'en'): Promise<(string | undefined)[]> {
  const { requests } = await understandMessage(text, language, new Pace());
  return requests.map(({ readings: [reading] }) => reading?.kind);
}

test.each([
  'is today a sunny day',
  'could i have a look at next week',
  'play something relaxing',
  'turn the heating down two degrees',
  'i had such a long day today',
  'can you repeat that please',
  'start over',
])('adds nothing for "%s"', async (text) => {
  expect(await kindsOf(text)).not.toContain('add');
});

test.each([
  'buy milk',
  'dentist friday 10am',
  'water the plants',
  'remind me to call mum tomorrow',
  'i need to pay rent',
])('still adds "%s"', async (text) => {
  expect(await kindsOf(text)).toEqual(['add']);
});

test('adds what was said before when "add that" follows it', async () => {
  const { requests } = await understandMessage('the gutters need clearing, add that', 'en', new Pace());
  expect(requests.map(({ readings }) => readings[0])).toMatchObject([
    { kind: 'add', tasks: [{ title: 'the gutters need clearing' }] },
  ]);
});

test('completes nothing of what is excepted', async () => {
  const { requests } = await understandMessage(
    'did the laundry and the dishes but not the vacuuming',
    'en',
    new Pace(),
  );
  expect(JSON.stringify(requests.map(({ readings }) => readings))).not.toContain('vacuuming');
});
