import type { Transporter } from 'nodemailer';
import { raw } from 'objection';
import { z } from 'zod';
import type { Knex } from '../database/database.ts';
import type { Logger } from '../ground/logger.ts';
import type { MailSender } from '../ground/mail-settings.ts';
import { Mail } from './mail.ts';

/** Longer than an attempt takes. */
const HELD_SECONDS = 300;
/** What was sent is kept as long as a limit counts it. */
const KEPT_SECONDS = 24 * 60 * 60;
/** How often mail is looked for that another instance left, or that is to be tried again. */
const LOOK_EVERY_MS = 10_000;
/** How many are sent at once: one that hangs does not hold the others up. */
const LANES = 4;
/** How long a stop waits for what is being sent; what is cut off is tried again. */
const STOP_WAITS_MS = 2_000;
/** An address that was refused, or a mail: no later attempt will do. */
const REFUSED_FOR_GOOD = ['RCPT TO', 'DATA'];

/** What sends mail: the database it waits in, and the way out. */
export interface MailerParts {
  database: Knex;
  transport: Pick<Transporter, 'sendMail' | 'close'>;
  from: MailSender;
  logger: Logger;
  /** Says what a mail says; undefined when there is nobody any more whom it could go to. */
  compose: (mail: Mail) => Promise<Composed | undefined>;
  pausesSeconds: readonly number[];
}

/** A mail as it goes out. */
export interface Composed {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** No character of these has a meaning in a header or to a mail server. */
const PLAIN_ADDRESS = /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u;

/**
 * Sends what waits in the database, on whichever instance sees it first, and tries again what fails. No request waits
 * for it.
 */
export class Mailer {
  readonly #parts: MailerParts;
  readonly #timer: NodeJS.Timeout;
  readonly #lanes = new Set<Promise<void>>();
  #isStopping = false;

  constructor(parts: MailerParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  /** Looks for mail that is due. */
  look(): void {
    if (this.#isStopping || this.#lanes.size >= LANES) return;
    const lane = this.#sendAll().catch((error: unknown) => {
      this.#parts.logger.warn({ error }, 'mail that waits could not be looked for');
    });
    this.#lanes.add(lane);
    void lane.finally(() => this.#lanes.delete(lane));
  }

  /** Begins no other mail, and lets those that are being sent be finished for a moment. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, STOP_WAITS_MS);
    });
    await Promise.race([Promise.all(this.#lanes), patience]);
    clearTimeout(timer);
    this.#parts.transport.close();
  }

  async #sendAll(): Promise<void> {
    const { database } = this.#parts;
    await Mail.query(database).whereNull('dueAt').where('createdAt', '<', inSeconds(-KEPT_SECONDS)).delete();
    for (let mail = await this.#take(); mail; mail = this.#isStopping ? undefined : await this.#take()) {
      // There may be more: another lane takes the next while this one is being sent.
      this.look();
      await this.#send(mail);
    }
  }

  /** Takes one that is due: it is due again later, should this process not live to say what became of it. */
  async #take(): Promise<Mail | undefined> {
    const { database } = this.#parts;
    const due = Mail.query()
      .where('dueAt', '<=', raw('now()'))
      .orderBy('dueAt')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .select('id');
    const [mail] = await Mail.query(database)
      .whereIn('id', due)
      .patch({ attempts: raw('attempts + 1'), dueAt: inSeconds(HELD_SECONDS) })
      .returning('*')
      .execute();
    return mail;
  }

  async #send(mail: Mail): Promise<void> {
    const { compose, from, logger, pausesSeconds, transport } = this.#parts;
    const { id, kind, attempts } = mail;
    try {
      const composed = await compose(mail);
      if (composed && PLAIN_ADDRESS.test(composed.to)) {
        await transport.sendMail(toMessage(composed, from));
        logger.info({ mail: id, kind, attempts }, 'mail sent');
      } else logger.info({ mail: id, kind }, 'there is nobody any more whom a mail could go to');
      await this.#plan(mail, null);
    } catch (error) {
      const refusal = smtpRefusal.safeParse(error).data ?? {};
      const pause = isForGood(refusal) ? undefined : pausesSeconds[attempts - 1];
      // What a mail server says quotes addresses: it is not logged.
      logger.warn({ mail: id, kind, attempts, ...refusal, isGivenUp: pause === undefined }, 'mail could not be sent');
      await this.#plan(mail, pause === undefined ? null : inSeconds(pause));
    }
  }

  async #plan(mail: Mail, dueAt: ReturnType<typeof inSeconds> | null): Promise<void> {
    await Mail.query(this.#parts.database).findById(mail.id).patch({ dueAt });
  }
}

/** What nodemailer says of a failure, without what the server said. */
const smtpRefusal = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
});

function isForGood({ command = '', responseCode = 0 }: z.infer<typeof smtpRefusal>): boolean {
  return responseCode >= 500 && REFUSED_FOR_GOOD.includes(command);
}

function toMessage({ to, subject, text, html }: Composed, from: MailSender) {
  return {
    from,
    to: { name: '', address: to },
    envelope: { from: from.address, to: [to] },
    subject,
    text,
    html,
    // No holiday answer comes back.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

/** By the clock of the database. */
function inSeconds(seconds: number) {
  return raw("now() + ? * interval '1 second'", [seconds]);
}
