import type { MailWords } from './en.ts';

/** What mails say in French. */
export const mailWordsFr: MailWords = {
  'reset-password': {
    subject: 'Parley : un nouveau mot de passe',
    text: (address) =>
      `Quelqu’un a demandé un nouveau mot de passe pour le compte Parley de ${address}. Si c’était vous, choisissez-en un ici :`,
    button: 'Choisir un nouveau mot de passe',
    after: (minutes) =>
      `Le lien fonctionne une fois, pendant ${minutes} minutes. Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.`,
  },
  'no-password': {
    subject: 'Parley : vous vous connectez sans mot de passe',
    text: (address, ways) =>
      `Quelqu’un a demandé un nouveau mot de passe pour le compte Parley de ${address}. Il n’en a pas : vous vous connectez avec ${ways}.`,
    button: 'Aller à la page de connexion',
    after: 'Si ce n’était pas vous, ne faites rien.',
  },
  'verify-address': {
    subject: 'Parley : est-ce votre adresse ?',
    text: (address) => `Un compte Parley a été créé avec l’adresse ${address}. Si c’est le vôtre, confirmez-la ici :`,
    button: 'Confirmer l’adresse',
    after: (minutes) =>
      `Le lien fonctionne une fois, pendant ${minutes} minutes. Si cela ne vous dit rien, ne faites rien : l’adresse reste non confirmée.`,
  },
  'signed-in': {
    subject: 'Parley : une nouvelle connexion',
    text: (address) =>
      `Quelqu’un s’est connecté au compte Parley de ${address} avec un appareil, ou depuis un réseau, qui lui est nouveau :`,
    button: 'Voir votre profil',
    after:
      'Si c’était vous, ne faites rien. Sinon, changez votre mot de passe dans votre profil : cela déconnecte tous les autres.',
  },
  'password-changed': {
    subject: 'Parley : votre mot de passe a été changé',
    text: (address) => `Le mot de passe du compte Parley de ${address} a été changé :`,
    button: 'Choisir un autre mot de passe',
    after:
      'Si c’était vous, ne faites rien. Sinon, faites-vous envoyer un lien à cette adresse et choisissez-en un autre tout de suite.',
  },
  'passkey-added': {
    subject: 'Parley : une clé d’accès a été ajoutée',
    text: (address) => `Une clé d’accès qui ouvre le compte Parley de ${address} a été ajoutée :`,
    button: 'Voir vos clés d’accès',
    after: 'Si c’était vous, ne faites rien. Sinon, supprimez-la dans votre profil et changez votre mot de passe.',
  },
  passkey: 'une clé d’accès',
  unknownDevice: 'appareil inconnu',
  footer: 'Parley envoie ce message parce qu’il touche à la sécurité d’un compte. Personne ne lit les réponses.',
};
