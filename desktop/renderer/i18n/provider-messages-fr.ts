import type { providerMessagesEn } from './provider-messages-en.ts';

/** The words of signing in with another provider, in French. */
export const providerMessagesFr: typeof providerMessagesEn = {
  provider: {
    or: 'ou',
    continueWith: (name) => `Continuer avec ${name}`,
    browserTitle: 'Continuez dans votre navigateur',
    browserText: 'Connectez-vous sur la page qui s’est ouverte. Cette fenêtre continue toute seule.',
    finishing: 'Connexion…',
    pasteTitle: 'Rien ne se passe ?',
    code: 'Code de la page du navigateur',
    useCode: 'Utiliser le code',
    leaving: 'Ouverture de la page de connexion…',
    doneTitle: 'Vous êtes connecté',
    doneText: 'Revenez à l’application Parley. Elle a dû s’ouvrir toute seule.',
    openApp: 'Ouvrir Parley',
    copyText: 'Si l’application ne s’est pas ouverte, copiez ce code et collez-le là-bas.',
    copy: 'Copier le code',
    copied: 'Copié.',
    stay: 'Continuer dans ce navigateur',
    failedTitle: 'La connexion n’a pas abouti',
    failedText: 'Revenez à l’application Parley et réessayez.',
    overTitle: 'Cette connexion est terminée',
    overText: 'Recommencez dans l’application Parley.',
    error: {
      account_not_linked: 'Il existe déjà un compte avec cette adresse. Connectez-vous avec son mot de passe.',
      access_denied: 'La connexion a été annulée.',
      email_not_found: 'Ce compte n’a pas d’adresse e-mail que Parley puisse utiliser.',
      unknown: 'La connexion là-bas n’a pas abouti. Réessayez, ou utilisez e-mail et mot de passe.',
      not_awaited: 'Ce code appartient à une autre connexion. Copiez celui que la page affiche maintenant.',
      expired: 'Cela a pris plus de cinq minutes. Veuillez recommencer.',
      no_browser: 'Aucun navigateur n’a pu être ouvert.',
    },
  },
};
