import { z } from 'zod';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { Knex } from '../../database/database.ts';
import { Message, storedItem } from '../../models/message.ts';
import { MessageText } from '../../models/message-text.ts';
import { excerpt, markedText } from './mark-words.ts';
import { toTsquery, type SearchWord } from './search-words.ts';

/** A message that was found. */
export const foundMessage = z.object({
  conversation_id: z.string(),
  conversation_title: z.string().nullable(),
  item_id: z.string().describe('The id of the message in its conversation'),
  from: z.enum(['user', 'assistant']).describe('Who said it'),
  created_at: z.iso.datetime(),
  text: markedText.describe('The part of it that the words stand in'),
});

const row = z.object({
  itemId: z.string(),
  conversationId: z.string(),
  title: z.string().nullable(),
  createdAt: z.date(),
  item: storedItem,
});

/** Finds messages that have all the words, the newest first. */
export async function findMessages(
  connection: Knex,
  userId: string,
  { words, limit }: { readonly words: readonly SearchWord[]; readonly limit: number },
): Promise<z.infer<typeof foundMessage>[]> {
  const asked = { all: toTsquery(words), rare: toTsquery(longest(words)), limit };
  const ids = await MessageText.find(connection, userId, asked);
  if (ids.length === 0) return [];
  const found = await Message.query(connection)
    .modify('ownedBy', userId)
    .whereIn('messages.id', ids)
    .join('conversations', 'conversations.id', 'messages.conversationId')
    .orderBy('messages.id', 'desc')
    .select('messages.itemId', 'messages.conversationId', 'messages.createdAt', 'messages.item', 'conversations.title');
  return found.map((each) => {
    const { itemId, conversationId, title, createdAt, item } = row.parse(each);
    return {
      conversation_id: conversationId,
      conversation_title: title,
      item_id: itemId,
      from: item.type === 'user_message' ? 'user' : 'assistant',
      created_at: createdAt.toISOString(),
      text: excerpt(textOf(item), words),
    };
  });
}

function textOf(item: ThreadItem): string {
  if (item.type !== 'user_message' && item.type !== 'assistant_message') return '';
  const text = item.content.map((part) => part.text).join(' ');
  return item.type === 'user_message' ? text : withoutMarks(text);
}

/** Markdown as it reads, roughly. */
function withoutMarks(text: string): string {
  return text.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[*_`~]|^\s*(?:[#>|]|[-+]\s)+|\|/gm, '');
}

/** Short words are the beginning of many: what the index has of those takes long to read. */
function longest(words: readonly SearchWord[]): readonly SearchWord[] {
  return words.toSorted((a, b) => b.pieces.join('').length - a.pieces.join('').length).slice(0, MOST_INDEXED);
}

const MOST_INDEXED = 3;
