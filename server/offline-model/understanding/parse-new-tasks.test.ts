import { expect, test } from 'vitest';
import { Pace } from '../limits/pace.ts';
import { understandMessage } from './understand-message.ts';

async function read(text: string, language: string) {
  const { requests } = await understandMessage(text, language, new Pace());
  return requests.flatMap(({ readings }) => readings[0] ?? []);
}

test.each([
  ['en', 'remind me friday'],
  ['es', 'recuérdame el viernes'],
  ['de', 'erinnere mich am freitag'],
  ['fr', 'rappelle-moi vendredi'],
  ['pl', 'przypomnij mi w piątek'],
  ['ru', 'напомни мне в пятницу'],
  ['ja', '金曜日にリマインドして'],
  ['ar', 'ذكرني يوم الجمعة'],
])('takes a day for no title (%s: %s)', async (language, text) => {
  expect(await read(text, language)).toMatchObject([
    { kind: 'talk', topic: 'askReminder', when: { due: expect.any(String) } },
  ]);
});

test.each([
  ['en', 'two things for today: buy bread and call ana', ['buy bread', 'call ana'], 'today'],
  ['pt', 'duas coisas pra hoje: comprar pão e ligar pra ana', ['comprar pão', 'ligar pra ana'], 'hoje'],
  ['de', 'zwei sachen für heute: brot kaufen und ana anrufen', ['brot kaufen', 'ana anrufen'], 'heute'],
  ['fr', "deux choses pour aujourd'hui : du pain et du lait", ['du pain', 'du lait'], "aujourd'hui"],
])('takes what stands over several things for none of them (%s: %s)', async (language, text, titles, due) => {
  const [reading] = await read(text, language);
  const tasks = reading?.kind === 'add' || reading?.kind === 'offer' ? reading.tasks : [];
  expect(tasks).toEqual(titles.map((title) => ({ title, due })));
});

test.each([
  ['en', 'tea tomorrow and call mum friday', 2],
  ['es', 'dentista mañana y llamar a mamá el viernes', 2],
  ['en', 'dinner friday and saturday', 1],
  ['en', 'passport photos asap, say by tomorrow lunch', 1],
])('takes clauses that each say when for tasks of their own (%s: %s)', async (language, text, count) => {
  const [reading] = await read(text, language);
  expect(reading?.kind === 'add' || reading?.kind === 'offer' ? reading.tasks : []).toHaveLength(count);
});

test.each([
  ['en', 'add to my list: call the bank', 'call the bank'],
  ['de', 'füge zur liste hinzu: bank anrufen', 'bank anrufen'],
  ['es', 'añade a la lista llamar al banco', 'llamar al banco'],
  ['nl', 'zet op de lijst: bank bellen', 'bank bellen'],
  ['pl', 'dodaj do listy mleko', 'mleko'],
  ['ru', 'добавь в список позвонить в банк', 'позвонить в банк'],
  ['tr', 'listeye bankayı ara ekle', 'bankayı ara'],
  ['ja', 'リストに牛乳を追加して', '牛乳'],
  ['zh', '添加到清单：买牛奶', '买牛奶'],
])('takes the list for no part of a title (%s: %s)', async (language, text, title) => {
  expect(await read(text, language)).toMatchObject([{ kind: 'add', tasks: [{ title }] }]);
});
