import type { Language } from '../../spoken-language.ts';

/** The words of the quick-add page. */
export interface QuickAddMessages {
  readonly title: string;
  readonly label: string;
  readonly placeholder: string;
  readonly hint: string;
  readonly adding: string;
  readonly signInFirst: string;
  readonly failed: string;
  readonly waiting: (count: number) => string;
}

/** The quick-add page in every language; it is small enough to carry all of them, and so needs no request to speak. */
export const QUICK_ADD_MESSAGES: Record<Language, QuickAddMessages> = {
  en: {
    title: 'Parley quick add',
    label: 'What should Parley do?',
    placeholder: 'Try “call the bank friday 9am”',
    hint: 'Enter adds, Shift+Enter starts a new line, Escape closes',
    adding: 'Adding…',
    signInFirst: 'Sign in to Parley first.',
    failed: 'That did not work. Try again.',
    waiting: (count) => `${count} waiting to be sent`,
  },
  es: {
    title: 'Parley: añadir rápido',
    label: '¿Qué debe hacer Parley?',
    placeholder: 'Prueba «llamar al banco el viernes a las 9»',
    hint: 'Intro añade, Mayús+Intro empieza otra línea, Esc cierra',
    adding: 'Añadiendo…',
    signInFirst: 'Primero inicia sesión en Parley.',
    failed: 'No ha funcionado. Inténtalo de nuevo.',
    waiting: (count) => (count === 1 ? '1 nota espera su envío' : `${count} notas esperan su envío`),
  },
  fr: {
    title: 'Parley : ajout rapide',
    label: 'Que doit faire Parley ?',
    placeholder: 'Essayez « appeler la banque vendredi à 9h »',
    hint: 'Entrée ajoute, Maj+Entrée va à la ligne, Échap ferme',
    adding: 'Ajout…',
    signInFirst: 'Connectez-vous d’abord à Parley.',
    failed: 'Cela n’a pas marché. Réessayez.',
    waiting: (count) => (count === 1 ? '1 note attend d’être envoyée' : `${count} notes attendent d’être envoyées`),
  },
  de: {
    title: 'Parley: schnell hinzufügen',
    label: 'Was soll Parley tun?',
    placeholder: 'Zum Beispiel „Bank anrufen Freitag 9 Uhr“',
    hint: 'Enter fügt hinzu, Umschalt+Enter beginnt eine neue Zeile, Esc schließt',
    adding: 'Wird hinzugefügt…',
    signInFirst: 'Melde dich zuerst bei Parley an.',
    failed: 'Das hat nicht geklappt. Versuch es noch einmal.',
    waiting: (count) => (count === 1 ? '1 Notiz wartet aufs Senden' : `${count} Notizen warten aufs Senden`),
  },
};
