import { z } from 'zod';

/** The server that sends the mail, and what it knows us by. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS where it is offered. */
  isSecure: boolean;
  credentials: { user: string; pass: string } | undefined;
}

/** Who a mail is from. */
export interface MailSender {
  name: string;
  address: string;
}

/** Where mail goes out, and in whose name. */
export interface MailSettings {
  smtp: SmtpServer;
  from: MailSender;
}

const SUBMISSION_PORT = 587;
const SECURE_PORT = 465;

/** `smtp://user:password@host:port` or `smtps://…`, user and password URL-encoded. */
export const smtpUrl = z.string().transform((text, context): SmtpServer => {
  const server = readSmtpUrl(text);
  if (server) return server;
  context.addIssue('must be smtp://user:password@host:port or smtps://…, with user and password URL-encoded');
  return z.NEVER;
});

/** `parley@example.com` or `Parley <parley@example.com>`. */
export const mailSender = z.string().transform((text, context): MailSender => {
  const [, name = '', angled] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? [];
  const address = (angled ?? text).trim();
  if (z.email().safeParse(address).success && !hasControl(name)) return { name: name.trim() || 'Parley', address };
  context.addIssue('must be an address, or a name with the address in angle brackets');
  return z.NEVER;
});

function readSmtpUrl(text: string): SmtpServer | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSecure = url.protocol === 'smtps:';
  // What follows the port would be left unread, and somebody would rely on it.
  const hasMore = !['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '';
  const hasHalf = (url.username === '') !== (url.password === '');
  if ((url.protocol !== 'smtp:' && !isSecure) || url.hostname === '' || hasMore || hasHalf) return undefined;
  try {
    const credentials = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
    return {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? (isSecure ? SECURE_PORT : SUBMISSION_PORT) : Number(url.port),
      isSecure,
      credentials: credentials.user === '' ? undefined : credentials,
    };
  } catch {
    return undefined;
  }
}

function hasControl(text: string): boolean {
  return /\p{C}/u.test(text);
}
