import { isObject } from '../protocol/json-fields.ts';
import type { TranscriptEntry } from '../thread/transcript-entry.ts';
import { foldText } from './fold-text.ts';

/** What people can read of an entry, folded for searching; kept for as long as the entry is as it is. */
export function foldedEntry(entry: TranscriptEntry): string {
  const known = FOLDED.get(entry);
  if (known !== undefined) return known;
  const { text } = foldText(textOf(entry));
  FOLDED.set(entry, text);
  return text;
}

const FOLDED = new WeakMap<TranscriptEntry, string>();

function textOf(entry: TranscriptEntry): string {
  switch (entry.type) {
    case 'user_message':
      return [
        ...entry.attachments.map(({ name }) => name),
        entry.quoted_text ?? '',
        entry.content.map((part) => part.text).join(''),
      ].join('\n');
    case 'assistant_message':
      return entry.content.map((part) => withoutMarks(part.text)).join('\n');
    case 'widget':
      return readTree(entry.widget).join('\n');
    case 'structured_input':
      return entry.status === 'pending'
        ? ''
        : entry.inputs.flatMap(({ question, answer }) => [question, ...(answer?.values ?? [])]).join('\n');
    case 'error':
    case 'notice':
      return withoutMarks(entry.message ?? '');
    default:
      return '';
  }
}

/** Markdown as it reads; roughly, since what is counted here is marked where it is drawn. */
function withoutMarks(text: string): string {
  return text.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[*_`~]|^\s*(?:[#>|]|[-+]\s)+|\|/gm, '');
}

/** The words of a widget, in the order they are drawn. */
function readTree(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(readTree);
  if (!isObject(node)) return [];
  const words = WORDS.flatMap((prop) => {
    const value = node[prop];
    return typeof value === 'string' ? [withoutMarks(value)] : readTree(value);
  });
  return [...words, ...readTree(node['children'])];
}

const WORDS = ['status', 'title', 'text', 'label', 'value', 'confirm', 'cancel'] as const;
