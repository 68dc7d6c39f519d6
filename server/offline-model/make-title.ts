import type { Conversation } from './read-conversation.ts';
import { understandMessage } from './understanding/understand-message.ts';

/** A title of a few words for a conversation, from the first thing the person said. */
export function makeTitle(conversation: Conversation): string {
  const first = [...conversation.history, conversation.current].find((turn) => turn.user.trim() !== '');
  const text = (first?.user ?? '').replace(/^\s*user\s*:\s*/iu, '').slice(0, 1000);
  const { requests } = understandMessage(text, conversation.language);
  const titles = requests.flatMap(({ readings: [reading] }) =>
    reading?.kind === 'add' ? reading.tasks.map((task) => task.title) : [],
  );
  const words = (titles.length > 0 ? titles.join(', ') : text).replaceAll(/\s+/gu, ' ').trim();
  const short = shorten(words).replace(/[\s.,;:!?]+$/u, '');
  return short === '' ? 'Tasks' : short.charAt(0).toUpperCase() + short.slice(1);
}

function shorten(text: string): string {
  const words = text.split(' ').slice(0, MOST_WORDS).join(' ');
  if (words.length <= LONGEST) return words;
  const cut = words.slice(0, LONGEST);
  const space = cut.lastIndexOf(' ');
  return (space > LONGEST / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/\uFFFD$/u, '');
}

const MOST_WORDS = 7;
const LONGEST = 48;
