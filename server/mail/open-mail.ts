import type { Knex } from '../database/database.ts';
import type { Logger } from '../ground/logger.ts';
import type { MailSettings } from '../ground/mail-settings.ts';
import { composeMail } from './compose-mail.ts';
import { Mailer } from './mailer.ts';
import { MailQueue } from './mail-queue.ts';
import { openSmtpTransport } from './smtp-transport.ts';

/** How patient we are with a mail server. */
export interface MailPatience {
  /** How long its silence is waited out. */
  silenceMs: number;
  /** What is waited after each failed attempt; a mail whose last one fails is given up. */
  pausesSeconds: readonly number[];
}

const PATIENCE: MailPatience = { silenceMs: 20_000, pausesSeconds: [10, 60, 300, 1_200] };

/** What mail needs from outside. */
export interface MailParts {
  database: Knex;
  /** The address people reach this server at. */
  baseUrl: string;
  providers: readonly { id: string; name: string }[];
  logger: Logger;
}

/** Mail that can be asked for, and what sends it until it is stopped. */
export function openMail(
  settings: MailSettings,
  parts: MailParts,
  { silenceMs, pausesSeconds } = PATIENCE,
): { queue: MailQueue; look: () => void; stop: () => Promise<void> } {
  const queue = new MailQueue(parts.database);
  const mailer = new Mailer({
    ...parts,
    pausesSeconds,
    from: settings.from,
    transport: openSmtpTransport(settings.smtp, silenceMs),
    compose: (mail) => composeMail(mail, parts),
  });
  queue.onAdded = () => mailer.look();
  return { queue, look: () => mailer.look(), stop: () => mailer.stop() };
}
