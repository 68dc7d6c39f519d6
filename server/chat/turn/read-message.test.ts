import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessage, type MessageReading } from './read-message.ts';
import type { AskedConfirmation } from '../store/turn-records.ts';

/** What people say in each language, written down anew: yes, no, and what is polite. */
const SPOKEN = {
  en: { yes: ['yes', 'ok', 'sure', 'do it'], no: ['no', 'nope', 'cancel'], polite: ['please', 'thanks'] },
  es: { yes: ['sí', 'claro', 'vale'], no: ['no', 'mejor no'], polite: ['por favor', 'gracias'] },
  fr: { yes: ['oui', "d'accord"], no: ['non', 'annule'], polite: ["s'il te plaît", 'merci'] },
  de: { yes: ['ja', 'klar', 'genau'], no: ['nein', 'lieber nicht'], polite: ['bitte', 'danke'] },
  it: { yes: ['sì', 'va bene'], no: ['no', 'annulla'], polite: ['per favore', 'grazie'] },
  pt: { yes: ['sim', 'com certeza'], no: ['não', 'cancela'], polite: ['por favor', 'obrigada'] },
  nl: { yes: ['ja', 'prima'], no: ['nee', 'laat maar'], polite: ['alsjeblieft', 'bedankt'] },
  pl: { yes: ['tak', 'jasne'], no: ['nie', 'anuluj'], polite: ['proszę', 'dziękuję'] },
  tr: { yes: ['evet', 'olur'], no: ['hayır', 'vazgeç'], polite: ['lütfen', 'teşekkürler'] },
  hiLatin: { yes: ['haan', 'theek hai'], no: ['nahi', 'rehne do'], polite: ['please', 'shukriya'] },
  hi: { yes: ['हाँ', 'ठीक है'], no: ['नहीं', 'रहने दो'], polite: ['कृपया', 'धन्यवाद'] },
  ja: { yes: ['はい', 'ええ'], no: ['いいえ', 'キャンセル'], polite: ['お願いします', 'ありがとう'] },
  zh: { yes: ['是的', '好的', '可以'], no: ['不要', '取消'], polite: ['谢谢'] },
  ru: { yes: ['да', 'конечно'], no: ['нет', 'не надо'], polite: ['пожалуйста', 'спасибо'] },
  ar: { yes: ['نعم', 'موافق'], no: ['لا', 'الغاء'], polite: ['من فضلك', 'شكرا'] },
};
/** Each begins and ends with a word that no language answers with. */
const CONTENT = [
  'the dentist moved it to five',
  'milk',
  'remind me friday about mum',
  'idea when mum comes',
  'add bread tomorrow',
  'buy 3 apples',
  'der zahnarzt hat es auf fünf verschoben',
  'el dentista a las cinco',
  'le dentiste à cinq heures',
  'стоматолог в пять',
  '牙医改到五点',
  '歯医者は五時',
  'طبيب الاسنان الساعة الخامسة',
  'दाँत का डॉक्टर पाँच बजे',
];

const SIGNS = ['', '!', '.', '…', ' !', '!!!', '。', ' 🙂', '! 🎉', ' 🙏🏽'];
const open = (...ids: string[]): AskedConfirmation[] => ids.map((id) => ({ id, state: 'open' }));

function read(text: string, asked: AskedConfirmation[]): MessageReading {
  return readMessage({ content: [{ type: 'input_text', text }], attachments: [] }, asked);
}

const language = fc.constantFrom(...Object.values(SPOKEN));
const answer = language.chain(({ yes, no, polite }) =>
  fc
    .record({
      said: fc.oneof(
        fc.record({ is: fc.constant('yes' as const), word: fc.constantFrom(...yes) }),
        fc.record({ is: fc.constant('no' as const), word: fc.constantFrom(...no) }),
      ),
      polite: fc.constantFrom('', ...polite),
      gap: fc.constantFrom(' ', ', ', '. ', '! '),
      sign: fc.constantFrom(...SIGNS),
      change: fc.constantFrom(
        (text: string) => text,
        (text: string) => text.toUpperCase(),
        (text: string) => text.normalize('NFD'),
        (text: string) => `  ${text} `,
      ),
    })
    .map(({ said, polite: extra, gap, sign, change }) => ({
      is: said.is,
      text: change(`${said.word}${extra === '' ? '' : gap + extra}${sign}`),
    })),
);
const sentence = fc
  .record({
    before: fc.oneof(
      fc.constant(''),
      answer.map(({ text }) => text),
    ),
    gap: fc.constantFrom(' ', ', ', ' and ', ' — ', '\n', '? '),
    content: fc.constantFrom(...CONTENT),
    after: fc.oneof(
      fc.constant(''),
      answer.map(({ text }) => `, ${text}`),
    ),
    sign: fc.constantFrom(...SIGNS, '?'),
  })
  .map(({ before, gap, content, after, sign }) => `${before}${before === '' ? '' : gap}${content}${after}${sign}`);

test('takes a clear yes or no of any language for the answer', () => {
  fc.assert(
    fc.property(answer, ({ is, text }) => {
      const expected = is === 'yes' ? { kind: 'confirm', id: 'a' } : { kind: 'cancel', ids: ['a'] };
      expect(read(text, open('a')), text).toEqual(expected);
      expect(read(text, open('a', 'b')), text).toEqual(
        is === 'yes' ? { kind: 'several' } : { kind: 'cancel', ids: ['a', 'b'] },
      );
      expect(read(text, [{ id: 'a', state: 'expired' }]), text).toEqual({ kind: 'expired' });
      expect(read(text, [{ id: 'a', state: 'expired' }, ...open('b')]), text).toMatchObject({
        kind: is === 'yes' ? 'confirm' : 'cancel',
      });
      expect(read(text, []), text).toEqual({ kind: 'message' });
    }),
    { numRuns: 1500, seed: 7 },
  );
});

test('leaves every other sentence to the model, whatever waits', () => {
  fc.assert(
    fc.property(sentence, (text) => {
      for (const asked of [open('a'), open('a', 'b'), [{ id: 'a', state: 'expired' as const }]])
        expect(read(text, asked), text).toEqual({ kind: 'message' });
    }),
    { numRuns: 1000, seed: 7 },
  );
});

test('takes no answer with a file, a quotation or a tag for one', () => {
  const file = { id: 'f', type: 'file' as const, name: 'list.txt', mime_type: 'text/plain' };
  const content = [{ type: 'input_text' as const, text: 'yes' }];
  expect(readMessage({ content, attachments: [file] }, open('a'))).toEqual({ kind: 'message' });
  expect(readMessage({ content, attachments: [], quoted_text: 'shall I?' }, open('a'))).toEqual({ kind: 'message' });
});

test('takes no typed yes for a card that has grown, and a no', () => {
  const grown = [{ id: 'a', state: 'grown' as const }];
  for (const [text, reading] of [
    ['yes', { kind: 'grown' }],
    ['no', { kind: 'cancel', ids: ['a'] }],
    ['what is that?', { kind: 'message' }],
  ] as const)
    expect(readMessage({ content: [{ type: 'input_text', text }], attachments: [] }, grown), text).toEqual(reading);
});

test('leaves an answer to the model when it has asked something since, and "ok" when it has said something', () => {
  const say = (text: string) => ({ content: [{ type: 'input_text' as const, text }], attachments: [] });
  fc.assert(
    fc.property(answer, ({ text }) => {
      expect(readMessage(say(text), open('a'), 'question'), text).toEqual({ kind: 'message' });
    }),
    { numRuns: 300, seed: 7 },
  );
  for (const text of ['ok', 'OK thanks', 'fine', 'k', '👍', 'vale', 'gut', '好的', 'хорошо, спасибо'])
    expect(readMessage(say(text), open('a'), 'something'), text).toEqual({ kind: 'message' });
  for (const text of ['yes', 'yes please 🙂', 'confirm', 'ja', 'sí', 'はい'])
    expect(readMessage(say(text), open('a'), 'something'), text).toEqual({ kind: 'confirm', id: 'a' });
  expect(readMessage(say('no'), open('a'), 'something')).toEqual({ kind: 'cancel', ids: ['a'] });
});
