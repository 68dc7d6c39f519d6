import type { providerMessagesEn } from '../en/providers.ts';

/** The words of signing in with another provider, in German. */
export const providerMessagesDe: typeof providerMessagesEn = {
  provider: {
    or: 'oder',
    continueWith: (name) => `Weiter mit ${name}`,
    browserTitle: 'Weiter im Browser',
    browserText: 'Melde dich auf der Seite an, die sich geöffnet hat. Dieses Fenster macht von selbst weiter.',
    finishing: 'Anmeldung läuft…',
    pasteTitle: 'Nichts passiert?',
    code: 'Code von der Seite im Browser',
    useCode: 'Code verwenden',
    leaving: 'Weiter zur Anmeldeseite…',
    doneTitle: 'Du bist angemeldet',
    doneText: 'Geh zurück zur Parley-App. Sie sollte sich von selbst geöffnet haben.',
    openApp: 'Parley öffnen',
    copyText: 'Wenn sich die App nicht geöffnet hat, kopiere diesen Code und füge ihn dort ein.',
    copy: 'Code kopieren',
    copied: 'Kopiert.',
    stay: 'In diesem Browser weitermachen',
    failedTitle: 'Die Anmeldung hat nicht geklappt',
    failedText: 'Geh zurück zur Parley-App und versuch es noch einmal.',
    overTitle: 'Diese Anmeldung ist vorbei',
    overText: 'Beginne in der Parley-App noch einmal.',
    waysTitle: 'Andere Wege zur Anmeldung',
    connected: 'verbunden',
    onlyWay: 'dein einziger Weg zur Anmeldung',
    connect: 'Verbinden',
    connectLabel: (name) => `${name} verbinden`,
    disconnect: 'Trennen',
    disconnectLabel: (name) => `${name} trennen`,
    connectInBrowser: 'Im Browser zu verbinden',
    error: {
      account_not_linked:
        'Mit dieser E-Mail gibt es schon ein Konto. Melde dich wie bisher an und verbinde diesen Weg dann im Profil.',
      access_denied: 'Die Anmeldung wurde abgebrochen.',
      email_not_found: 'Dieses Konto hat keine E-Mail-Adresse, die Parley verwenden kann.',
      email_not_verified:
        'Jenes Konto hat seine E-Mail-Adresse nicht bestätigt. Hol das dort nach und versuch es noch einmal.',
      session_not_fresh: 'Melde dich zur Sicherheit ab und wieder an, bevor du das änderst.',
      account_already_linked_to_different_user: 'Mit diesem Konto meldet sich hier schon jemand anderes an.',
      unknown: 'Die Anmeldung dort hat nicht geklappt. Versuch es noch einmal, oder nimm E-Mail und Passwort.',
      not_awaited: 'Dieser Code gehört zu einer anderen Anmeldung. Kopiere den, den die Seite jetzt zeigt.',
      expired: 'Das hat länger als fünf Minuten gedauert. Bitte beginne noch einmal.',
      no_browser: 'Es ließ sich kein Browser öffnen.',
    },
  },
};
