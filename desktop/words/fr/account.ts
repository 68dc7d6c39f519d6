import type { accountMessagesEn } from '../en/account.ts';

export const accountMessagesFr: typeof accountMessagesEn = {
  devices: {
    title: 'Appareils',
    text: 'Là où vous êtes connecté. Déconnectez ceux que vous ne connaissez pas et changez votre mot de passe.',
    current: 'cet appareil',
    app: (system) => `Application Parley sur ${system}`,
    browser: (name, system) => `${name} sur ${system}`,
    unknown: 'Un appareil inconnu',
    seen: (when) => `Vu pour la dernière fois ${when}`,
    seenFrom: (when, from) => `Vu pour la dernière fois ${when}, ${from}`,
    only: 'Vous n’êtes connecté nulle part ailleurs.',
    signOut: 'Déconnecter',
    signOutLabel: (device) => `Déconnecter ${device}`,
    signOutAll: 'Déconnecter partout ailleurs…',
    confirmTitle: (device) => `Déconnecter ${device} ?`,
    confirmAllTitle: 'Déconnecter partout ailleurs ?',
    confirmText: 'On ne pourra plus rien y lire ni modifier. Ce qui y est écrit sans être envoyé sera perdu.',
    done: 'L’appareil est déconnecté.',
    doneAll: 'Vous êtes déconnecté partout ailleurs.',
    failed: 'Vos appareils n’ont pas pu être chargés.',
  },
  signUp: {
    closedTitle: 'Pas de nouveaux comptes ici',
    closedText:
      'La personne qui gère ce serveur ne crée pas de nouveaux comptes pour le moment. Demandez-lui une invitation, ou connectez-vous si vous avez un compte.',
    inviteTitle: 'Sur invitation',
    inviteText:
      'Ici, il faut une invitation pour créer un compte. Ouvrez le lien que vous avez reçu, ou demandez-en un à la personne qui gère ce serveur.',
    paste: 'Votre lien d’invitation',
    use: 'Utiliser l’invitation',
    notALink: 'Ce n’est pas un lien d’invitation. Copiez-le en entier et collez-le ici.',
    domains: (domains) => `Pour les adresses de ${domains}`,
    error: {
      sign_up_closed: 'Ce serveur ne crée pas de nouveaux comptes. Demandez une invitation à la personne qui le gère.',
      invitation_needed: 'Ici, il faut une invitation. Demandez-la à la personne qui gère ce serveur.',
      invitation_not_valid:
        'Cette invitation a déjà servi, a expiré ou est destinée à une autre adresse. Demandez-en une nouvelle.',
      domain_not_allowed: 'Ce serveur ne crée des comptes que pour les adresses de certaines organisations.',
      email_not_verified: 'Confirmez d’abord votre adresse : nous vous avons envoyé un lien. Ensuite, connectez-vous.',
      password_too_common:
        'Beaucoup de gens utilisent ce mot de passe : il est deviné en premier. Choisissez-en un autre.',
      password_too_personal:
        'Votre nom, votre adresse et le nom de l’application sont devinés en premier. Choisissez un autre mot de passe.',
    },
  },
};
