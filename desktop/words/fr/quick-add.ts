import type { QuickAddMessages } from '../en/quick-add.ts';

export const quickAddWordsFr: QuickAddMessages = {
  title: 'Parley : ajout rapide',
  label: 'Que doit faire Parley ?',
  placeholder: 'Essayez « appeler la banque vendredi à 9h »',
  hint: 'Entrée ajoute, Maj+Entrée va à la ligne, Échap ferme',
  due: (words) => `Échéance : ${words}`,
  repeats: (words) => `Se répète : ${words}`,
  choices: 'Vous vouliez dire',
  adding: 'Ajout…',
  signInFirst: 'Connectez-vous d’abord à Parley.',
  failed: 'Cela n’a pas marché. Réessayez.',
  waiting: (count) => (count === 1 ? '1 note attend d’être envoyée' : `${count} notes attendent d’être envoyées`),
};
