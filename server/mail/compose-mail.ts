import { z } from 'zod';
import type { Knex } from '../database/database.ts';
import { parseLocale, parseTimeZone } from '../ground/caller.ts';
import { pickLanguage, PAGE_LANGUAGES, type PageLanguage } from '../text/languages.ts';
import { mailWordsDe } from './languages/de.ts';
import { mailWordsEn, type MailWords } from './languages/en.ts';
import { mailWordsEs } from './languages/es.ts';
import { mailWordsFr } from './languages/fr.ts';
import { noticeDetails, type Mail } from './mail.ts';
import type { Composed } from './mailer.ts';
import { LINK_LIFETIME_MINUTES, makeOneTimeLink, type LinkPurpose } from './one-time-links.ts';
import { renderMail, type MailContent } from './render-mail.ts';

const WORDS: Record<PageLanguage, MailWords> = {
  en: mailWordsEn,
  es: mailWordsEs,
  fr: mailWordsFr,
  de: mailWordsDe,
};
/** What Better Auth calls an email address with a password. */
const PASSWORD = 'credential';

/** What a mail is made of besides itself. */
export interface ComposerParts {
  database: Knex;
  /** The address people reach this server at, which is configured: no request says where links lead. */
  baseUrl: string;
  /** What people know the other ways to sign in by. */
  providers: readonly { id: string; name: string }[];
}

const addressee = z.object({
  email: z.string(),
  emailVerified: z.boolean(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
});

/**
 * Says what a mail says, in the person's language, and makes its link.
 *
 * @returns undefined when there is nobody any more to write to, or nothing to say.
 */
export async function composeMail(mail: Mail, parts: ComposerParts): Promise<Composed | undefined> {
  const user = addressee.safeParse(await parts.database('users').where({ id: mail.userId }).first()).data;
  if (!user) return undefined;
  const locale = parseLocale(user.locale ?? mail.locale ?? undefined) ?? 'en';
  const language = pickLanguage(locale, PAGE_LANGUAGES);
  const words = WORDS[language];
  const content = await findContent({ mail, user, words, locale }, parts);
  return content && renderMail(user.email, { ...content, language, footer: words.footer });
}

/** A mail with what it is written from. */
interface Draft {
  mail: Mail;
  user: z.infer<typeof addressee>;
  words: MailWords;
  locale: string;
}

type MailBody = Omit<MailContent, 'language' | 'footer'>;

async function findContent(draft: Draft, parts: ComposerParts): Promise<MailBody | undefined> {
  const { mail, user } = draft;
  if (mail.kind === 'reset-password') {
    const ways = await waysWithoutPassword(draft, parts);
    return ways ? noPasswordContent(draft, ways, parts) : linkContent(draft, mail.kind, mail.userId, parts);
  }
  if (mail.kind === 'verify-address') {
    if (user.emailVerified) return undefined;
    return linkContent(draft, mail.kind, `${mail.userId} ${user.email}`, parts);
  }
  const page = mail.kind === 'password-changed' ? '/forgot-password' : '/profile';
  return noticeContent(draft, mail.kind, new URL(page, parts.baseUrl));
}

async function linkContent(
  { user, words }: Draft,
  purpose: LinkPurpose,
  subject: string,
  { database, baseUrl }: ComposerParts,
): Promise<MailBody> {
  const { subject: title, text, button, after } = words[purpose];
  const link = await makeOneTimeLink(database, { purpose, maker: 'mail', subject }, baseUrl);
  return { subject: title, text: text(user.email), facts: [], button, link, after: after(LINK_LIFETIME_MINUTES) };
}

function noPasswordContent({ user, words, locale }: Draft, ways: string[], { baseUrl }: ComposerParts): MailBody {
  const { subject, text, button, after } = words['no-password'];
  const list = new Intl.ListFormat(locale, { type: 'disjunction' }).format(ways);
  return {
    subject,
    text: text(user.email, list),
    facts: [],
    button,
    link: new URL('/sign-in', baseUrl).href,
    after,
  };
}

function noticeContent(
  { mail, user, words, locale }: Draft,
  kind: 'signed-in' | 'password-changed' | 'passkey-added',
  link: URL,
): MailBody {
  const { subject, text, button, after } = words[kind];
  const { device = words.unknownDevice, address } = noticeDetails.safeParse(mail.details).data ?? {};
  const facts = [address === undefined ? device : `${device} (${address})`, formatTime(mail.createdAt, locale, user)];
  return { subject, text: text(user.email), facts, button, link: link.href, after };
}

/**
 * How somebody signs in who has no password; undefined for whoever has one. A link would give them one, and with it
 * their account to whoever gets the mailbox one day.
 */
async function waysWithoutPassword(
  { mail: { userId }, words }: Draft,
  { database, providers }: ComposerParts,
): Promise<string[] | undefined> {
  const accounts: { providerId: string }[] = await database('accounts').where({ userId }).select('providerId');
  const ids = new Set(accounts.map(({ providerId }) => providerId));
  if (ids.has(PASSWORD)) return undefined;
  const ways = providers.flatMap(({ id, name }) => (ids.has(id) ? [name] : []));
  return ways.length > 0 ? ways : [words.passkey];
}

function formatTime(time: Date, locale: string, user: z.infer<typeof addressee>): string {
  const timeZone = parseTimeZone(user.timeZone ?? undefined) ?? 'UTC';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone }).format(time);
}
