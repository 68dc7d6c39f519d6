import type { Knex } from '../database/database.ts';
import type { MailKind, NoticeDetails } from './mail.ts';

/** How many mails of a kind somebody gets: what anybody can ask for must not fill a mailbox. */
const MOST: Record<MailKind, { count: number; hours: number }> = {
  'reset-password': { count: 3, hours: 1 },
  'verify-address': { count: 3, hours: 1 },
  'signed-in': { count: 10, hours: 24 },
  'password-changed': { count: 10, hours: 24 },
  'passkey-added': { count: 10, hours: 24 },
};

/** Whom a mail is for: an account by its address, as whoever is not signed in knows it, or by its id. */
export type Addressee = { email: string } | { userId: string };

/** What is said with a mail. */
export interface MailRequest {
  kind: MailKind;
  to: Addressee;
  /** What the browser of whoever asks speaks. */
  locale: string | undefined;
  details?: NoticeDetails;
}

/** The mails that wait to be sent; what is in it survives this process. */
export class MailQueue {
  readonly #database: Knex;
  /** Called when there is something to send. */
  onAdded: () => void = () => undefined;

  constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * Has a mail sent soon. Somebody who does not exist, or who had enough of the kind, gets none: whoever asks is not told,
   * and it takes them as long.
   */
  async add({ kind, to, locale, details = {} }: MailRequest): Promise<void> {
    const { count, hours } = MOST[kind];
    const [column, value] = 'email' in to ? ['email', to.email.toLowerCase()] : ['id', to.userId];
    await this.#database.transaction(async (transaction) => {
      // Counted one after another: many at once would all find the limit not reached.
      await transaction.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`mail ${value}`]);
      await transaction.raw(
        `insert into mails (user_id, kind, locale, details)
        select id, ?, ?, ? from users where ?? = ? and ? > (
          select count(*) from mails
          where mails.user_id = users.id and kind = ? and mails.created_at > now() - ? * interval '1 hour'
        )`,
        [kind, locale ?? null, JSON.stringify(details), column, value, count, kind, hours],
      );
    });
    this.onAdded();
  }
}
