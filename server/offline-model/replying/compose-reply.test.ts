import { expect, test } from 'vitest';
import { tellWarnings } from '../../mcp/tool-result.ts';
import type { Warning } from '../../tasks/warning.ts';
import { talk as french } from '../../languages/fr/talk.ts';
import { ToolLedger } from '../lookup/tool-ledger.ts';
import { composeReply } from './compose-reply.ts';

function replyTo(...warnings: Warning[]): string {
  const call = { name: 'add_task', args: { title: 'Lait' }, title: 'Lait' };
  const result = { success: true, task: { id: 1, title: 'Lait', status: 'pending' }, ...tellWarnings(warnings) };
  const scope = { pack: french, ledger: new ToolLedger([], new Set()) };
  return composeReply([{ outcome: { kind: 'calls', calls: [call] }, results: [result] }], scope);
}

test('says a warning in the language of the reply by its code, whatever its text says', () => {
  expect(replyTo({ code: 'past_due', text: 'x' })).toBe(`Ajouté : “Lait”. ${french.phrases.inThePast}`);
  expect(replyTo({ code: 'same_title', text: 'x' })).toBe(`Ajouté : “Lait”. ${french.phrases.alreadyThere}`);
});

test('passes on a warning that it has no words for', () => {
  expect(replyTo({ code: 'empty_ignored', text: 'Of the past, already.' })).toBe(
    'Ajouté : “Lait”. Of the past, already.',
  );
});
