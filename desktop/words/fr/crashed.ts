import type { CrashedMessages } from '../en/crashed.ts';

export const crashedWordsFr: CrashedMessages = {
  title: 'La fenêtre de Parley s’est arrêtée deux fois en une minute',
  text: 'Vos tâches et discussions sont en sécurité sur le serveur.',
  reload: 'Recharger',
  quit: 'Quitter Parley',
  copy: 'Copier les détails',
  copied: 'Détails copiés. Ils ne contiennent ni tâche ni message.',
};
