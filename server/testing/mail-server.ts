import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as it came over the wire. */
export interface ReceivedMail {
  from: string;
  to: string[];
  headers: string;
  /** Both parts, decoded. */
  text: string;
  html: string;
  raw: string;
}

const PATIENCE_MS = 15_000;

/** A real SMTP server on loopback. */
export interface MailServer {
  port: number;
  /** Settings that make a server send its mail here. */
  environment: { SMTP_URL: string; MAIL_FROM: string };
  mails: ReceivedMail[];
  /** Waits until so many mails to an address have come. */
  mailsTo(address: string, count?: number): Promise<ReceivedMail[]>;
  stop(): Promise<void>;
}

/**
 * Starts one, which ends with the process at the latest.
 *
 * @param options how it differs from one that takes everything in the clear.
 */
export async function startMailServer(options: SMTPServerOptions = {}, host = '127.0.0.1'): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      void (async () => {
        const raw = (await stream.toArray()).map(String).join('');
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          ...parseMail(raw),
        });
        done();
      })();
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, host);
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  // Whoever forgets to stop it is not kept from ending.
  server.server.unref();
  return {
    port,
    environment: { SMTP_URL: `smtp://${host}:${port}`, MAIL_FROM: 'Parley <parley@example.com>' },
    mails,
    mailsTo: async (address, count = 1) => {
      const found = () => mails.filter(({ to }) => to.includes(address));
      for (const start = performance.now(); found().length < count; await delay(20))
        if (performance.now() - start > PATIENCE_MS) throw new Error(`${found().length} of ${count} mails came`);
      return found();
    },
    stop,
  };
}

function parseMail(raw: string): Pick<ReceivedMail, 'headers' | 'text' | 'html' | 'raw'> {
  const [headers = '', ...body] = raw.split('\r\n\r\n');
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1] ?? '';
  const parts = body.join('\r\n\r\n').split(`--${boundary}`);
  const partOf = (type: string) => decodePart(parts.find((part) => part.includes(`Content-Type: ${type}`)) ?? '');
  return {
    headers: headers.replaceAll(/\r\n[ \t]+/g, ' '),
    text: partOf('text/plain'),
    html: partOf('text/html'),
    raw,
  };
}

function decodePart(part: string): string {
  const [headers = '', ...rest] = part.split('\r\n\r\n');
  const content = rest.join('\r\n\r\n');
  if (/encoding: base64/i.test(headers)) return Buffer.from(content, 'base64').toString('utf8');
  if (!/encoding: quoted-printable/i.test(headers)) return content;
  const bytes = content
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
