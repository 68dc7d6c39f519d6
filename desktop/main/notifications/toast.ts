import type { Notice } from './notifier.ts';

/** What somebody did with a notification; everything in it comes from outside and is checked where it is used. */
export interface Activation {
  accountId: string;
  /** A deep link; empty for a notification about many things. */
  link: string;
  /** `open`, `reply`, or the name of a button. */
  action: string;
  reply: string;
}

/**
 * Words a Windows toast. Its own form is needed since what a click brings back must be enough to act on it in a later
 * run of the app: which account, which task or chat, which button, and never a text.
 */
export function toastXml(notice: Notice, accountId: string): string {
  const argumentsFor = (action: string, kind: Record<string, string>): string =>
    escapeXml(new URLSearchParams({ ...kind, account: accountId, link: notice.link ?? '', do: action }).toString());
  const input = notice.reply
    ? `<input id="reply" type="text" placeHolderContent="${escapeXml(notice.reply.placeholder)}"/>` +
      `<action content="${escapeXml(notice.reply.button)}" arguments="${argumentsFor('reply', { type: 'reply' })}" ` +
      `activationType="foreground" hint-inputId="reply"/>`
    : '';
  const buttons = notice.buttons.map(
    ({ name, label }, index) =>
      `<action content="${escapeXml(label)}" ` +
      `arguments="${argumentsFor(name, { type: 'action', action: String(index) })}" activationType="foreground"/>`,
  );
  const actions = input + buttons.join('');
  return (
    `<toast launch="${argumentsFor('open', { type: 'click' })}" activationType="foreground">` +
    `<visual><binding template="ToastGeneric"><text>${escapeXml(notice.title)}</text>` +
    `<text>${escapeXml(notice.body)}</text></binding></visual>` +
    `${actions === '' ? '' : `<actions>${actions}</actions>`}</toast>`
  );
}

/** Reads what a toast brings back. */
export function readToastArguments(text: string, reply: string | undefined): Activation {
  const values = new URLSearchParams(text.slice(0, 1000));
  return {
    accountId: values.get('account') ?? '',
    link: values.get('link') ?? '',
    action: values.get('do') ?? 'open',
    reply: reply ?? '',
  };
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
