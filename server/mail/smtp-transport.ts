import { createTransport } from 'nodemailer';
import type { SmtpServer } from '../ground/mail-settings.ts';

/** Nobody listens on the way to these. */
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/**
 * The way to a mail server; each mail makes a connection of its own. A password goes out over TLS alone, to a certificate
 * that is good, unless the server is this machine itself.
 *
 * @param timeoutMs how long silence of the server is waited out.
 */
export function openSmtpTransport({ host, port, isSecure, credentials }: SmtpServer, timeoutMs: number) {
  const isLocal = LOOPBACK.includes(host);
  return createTransport({
    host,
    port,
    secure: isSecure,
    requireTLS: credentials !== undefined && !isLocal,
    tls: { rejectUnauthorized: !isLocal },
    ...(credentials ? { auth: credentials } : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
