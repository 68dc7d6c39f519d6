import type { Warning } from './warning.ts';
import type { Phrases } from './phrases.ts';

/** A warning in a sentence. */
export function tellWarning({ code, task_id, field, status }: Warning, phrases: Phrases): string {
  return phrases.warnings[code]
    .replace('{task}', String(task_id))
    .replace('{field}', field ? phrases.fields[field] : '')
    .replace('{status}', status ? phrases.status[status] : '');
}
