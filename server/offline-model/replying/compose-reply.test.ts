import { expect, test } from 'vitest';
import { quoteText } from '../../ground/quote-text.ts';
import { phrasesFor } from '../../languages/phrases-for.ts';
import { tellWarnings } from '../../mcp/tool-result.ts';
import type { Warning } from '../../languages/warning.ts';
import { talk as french } from '../../languages/fr/talk.ts';
import { ToolLedger } from '../lookup/tool-ledger.ts';
import { composeReply } from './compose-reply.ts';

function replyTo(name: string, changed: boolean, ...warnings: Warning[]): string {
  const call = { name, args: { title: 'Lait' }, title: 'Lait' };
  const task = { id: 1, title: 'Lait', status: 'completed' };
  const result = { success: true, task, changed, ...tellWarnings(warnings) };
  const scope = { pack: french, ledger: new ToolLedger([], new Set()) };
  return composeReply([{ outcome: { kind: 'calls', calls: [call] }, results: [result] }], scope);
}

test.each(['add_task', 'update_task', 'complete_task', 'delete_task'])(
  'says nothing of what %s did: the receipt does, warnings included',
  (name) => expect(replyTo(name, true, { code: 'past_due' })).toBe(''),
);

test('says what is as it was, of which there is no receipt', () => {
  expect(replyTo('complete_task', false, { code: 'already_so', status: 'completed' })).toBe(
    french.phrases.alreadyDone.replace('{names}', quoteText('Lait', phrasesFor('fr').quoteMarks)),
  );
  expect(replyTo('complete_task', false, { code: 'occurrence_stays', task_id: 7 })).toContain(
    'L’occurrence 7 a été modifiée et reste.',
  );
});
