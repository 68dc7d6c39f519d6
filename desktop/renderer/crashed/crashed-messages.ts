import type { Language } from '../../spoken-language.ts';

/** The words of the page that comes after a second crash. */
export interface CrashedMessages {
  readonly title: string;
  readonly text: string;
  readonly reload: string;
  readonly quit: string;
  readonly copy: string;
  readonly copied: string;
}

/** That page in every language: what crashes may be what loads them, so they come along. */
export const CRASHED_MESSAGES: Record<Language, CrashedMessages> = {
  en: {
    title: 'Parley’s window crashed twice in a minute',
    text: 'Your tasks and conversations are safe on the server.',
    reload: 'Reload',
    quit: 'Quit Parley',
    copy: 'Copy details',
    copied: 'The details were copied. No task and no message is in them.',
  },
  es: {
    title: 'La ventana de Parley falló dos veces en un minuto',
    text: 'Tus tareas y conversaciones están a salvo en el servidor.',
    reload: 'Recargar',
    quit: 'Salir de Parley',
    copy: 'Copiar detalles',
    copied: 'Detalles copiados. No contienen ninguna tarea ni ningún mensaje.',
  },
  fr: {
    title: 'La fenêtre de Parley s’est arrêtée deux fois en une minute',
    text: 'Vos tâches et discussions sont en sécurité sur le serveur.',
    reload: 'Recharger',
    quit: 'Quitter Parley',
    copy: 'Copier les détails',
    copied: 'Détails copiés. Ils ne contiennent ni tâche ni message.',
  },
  de: {
    title: 'Das Fenster von Parley ist zweimal in einer Minute abgestürzt',
    text: 'Deine Aufgaben und Unterhaltungen sind auf dem Server sicher.',
    reload: 'Neu laden',
    quit: 'Parley beenden',
    copy: 'Details kopieren',
    copied: 'Details kopiert. Keine Aufgabe und keine Nachricht steht darin.',
  },
};
