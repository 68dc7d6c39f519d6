import { Model } from 'objection';
import { z } from 'zod';

/** What a mail is about. */
export const MAIL_KINDS = [
  'reset-password',
  'verify-address',
  'signed-in',
  'password-changed',
  'passkey-added',
] as const;

/** What a mail is about. */
export type MailKind = (typeof MAIL_KINDS)[number];

/** What a notice says of the device that did something. */
export const noticeDetails = z.object({
  /** For example "Firefox, Linux": of known words only, whatever the device says of itself. */
  device: z.string().optional(),
  /** An IP address. */
  address: z.string().optional(),
});

/** What a notice says of the device that did something. */
export type NoticeDetails = z.infer<typeof noticeDetails>;

/** A mail that waits, or was sent today: its text, its address and its link are made when it goes out. */
export class Mail extends Model {
  static override tableName = 'mails';

  /** PostgreSQL's `int8`, as `pg` reads it. */
  declare id: string;
  declare userId: string;
  declare kind: MailKind;
  /** What the browser of whoever asked for it speaks; a language that is set in the profile goes before it. */
  declare locale: string | null;
  declare details: unknown;
  declare attempts: number;
  declare createdAt: Date;
  declare dueAt: Date | null;
}
