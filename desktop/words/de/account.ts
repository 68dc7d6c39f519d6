import type { accountMessagesEn } from '../en/account.ts';

export const accountMessagesDe: typeof accountMessagesEn = {
  devices: {
    title: 'Geräte',
    text: 'Wo du angemeldet bist. Melde ab, was du nicht kennst, und ändere dein Passwort.',
    current: 'dieses Gerät',
    app: (system) => `Parley-App auf ${system}`,
    browser: (name, system) => `${name} auf ${system}`,
    unknown: 'Ein unbekanntes Gerät',
    seen: (when) => `Zuletzt gesehen ${when}`,
    seenFrom: (when, from) => `Zuletzt gesehen ${when}, ${from}`,
    only: 'Du bist sonst nirgends angemeldet.',
    signOut: 'Abmelden',
    signOutLabel: (device) => `${device} abmelden`,
    signOutAll: 'Überall sonst abmelden…',
    confirmTitle: (device) => `${device} abmelden?`,
    confirmAllTitle: 'Überall sonst abmelden?',
    confirmText:
      'Dort lässt sich dann nichts mehr lesen oder ändern. Was dort geschrieben und nicht gesendet ist, geht verloren.',
    done: 'Abgemeldet.',
    doneAll: 'Du bist überall sonst abgemeldet.',
    failed: 'Deine Geräte konnten nicht geladen werden.',
  },
  signUp: {
    closedTitle: 'Keine neuen Konten',
    closedText:
      'Wer diesen Server betreibt, legt gerade keine neuen Konten an. Bitte dort um eine Einladung, oder melde dich an, wenn du ein Konto hast.',
    inviteTitle: 'Mit Einladung',
    inviteText:
      'Für ein Konto brauchst du hier eine Einladung. Öffne den Link, den du bekommen hast, oder bitte den um einen, der diesen Server betreibt.',
    paste: 'Dein Einladungslink',
    use: 'Einladung verwenden',
    notALink: 'Das ist kein Einladungslink. Kopiere ihn ganz und füge ihn hier ein.',
    domains: (domains) => `Für Adressen von ${domains}`,
    error: {
      sign_up_closed: 'Dieser Server legt keine neuen Konten an. Bitte den um eine Einladung, der ihn betreibt.',
      invitation_needed: 'Für ein Konto brauchst du hier eine Einladung. Bitte den darum, der diesen Server betreibt.',
      invitation_not_valid: 'Diese Einladung ist benutzt, abgelaufen oder für eine andere Adresse. Bitte um eine neue.',
      domain_not_allowed: 'Dieser Server legt nur für Adressen bestimmter Organisationen Konten an.',
      email_not_verified: 'Bestätige zuerst deine Adresse: wir haben dir einen Link geschickt. Danach melde dich an.',
      password_too_common: 'Viele benutzen dieses Passwort, deshalb wird es zuerst geraten. Wähle ein anderes.',
      password_too_personal:
        'Dein Name, deine Adresse und der Name der App werden zuerst geraten. Wähle ein anderes Passwort.',
    },
  },
};
