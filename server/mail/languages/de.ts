import type { MailWords } from './en.ts';

/** What mails say in German. */
export const mailWordsDe: MailWords = {
  'reset-password': {
    subject: 'Parley: ein neues Passwort',
    text: (address) =>
      `Jemand hat für das Parley-Konto von ${address} ein neues Passwort verlangt. Wenn du das warst, wähle hier eines:`,
    button: 'Neues Passwort wählen',
    after: (minutes) =>
      `Der Link gilt einmal, innerhalb von ${minutes} Minuten. Wenn du es nicht warst, tu nichts: Dein Passwort bleibt, wie es ist.`,
  },
  'no-password': {
    subject: 'Parley: du meldest dich ohne Passwort an',
    text: (address, ways) =>
      `Jemand hat für das Parley-Konto von ${address} ein neues Passwort verlangt. Es hat keines: Du meldest dich mit ${ways} an.`,
    button: 'Zur Anmeldung',
    after: 'Wenn du es nicht warst, tu nichts.',
  },
  'verify-address': {
    subject: 'Parley: ist das deine Adresse?',
    text: (address) =>
      `Mit der Adresse ${address} wurde ein Parley-Konto erstellt. Wenn es deines ist, bestätige sie hier:`,
    button: 'Adresse bestätigen',
    after: (minutes) =>
      `Der Link gilt einmal, innerhalb von ${minutes} Minuten. Wenn du nichts davon weißt, tu nichts: Die Adresse bleibt unbestätigt.`,
  },
  'signed-in': {
    subject: 'Parley: eine neue Anmeldung',
    text: (address) =>
      `Beim Parley-Konto von ${address} hat sich jemand mit einem Gerät oder aus einem Netz angemeldet, das dort neu ist:`,
    button: 'Zum Profil',
    after: 'Wenn du das warst, tu nichts. Wenn nicht, ändere dein Passwort im Profil: Das meldet alle anderen ab.',
  },
  'password-changed': {
    subject: 'Parley: dein Passwort wurde geändert',
    text: (address) => `Das Passwort des Parley-Kontos von ${address} wurde geändert:`,
    button: 'Anderes Passwort setzen',
    after:
      'Wenn du das warst, tu nichts. Wenn nicht, lass dir einen Link an diese Adresse schicken und wähle sofort ein anderes.',
  },
  'passkey-added': {
    subject: 'Parley: ein Passkey kam dazu',
    text: (address) => `Zum Parley-Konto von ${address} kam ein Passkey dazu, mit dem man sich anmelden kann:`,
    button: 'Zu deinen Passkeys',
    after: 'Wenn du das warst, tu nichts. Wenn nicht, entferne ihn im Profil und ändere dein Passwort.',
  },
  passkey: 'einem Passkey',
  unknownDevice: 'unbekanntes Gerät',
  footer: 'Parley hat das geschickt, weil es die Sicherheit eines Kontos betrifft. Antworten darauf liest niemand.',
};
