import type { QuickAddMessages } from '../en/quick-add.ts';

export const quickAddWordsEs: QuickAddMessages = {
  title: 'Parley: añadir rápido',
  label: '¿Qué debe hacer Parley?',
  placeholder: 'Prueba «llamar al banco el viernes a las 9»',
  hint: 'Intro añade, Mayús+Intro empieza otra línea, Esc cierra',
  due: (words) => `Vence: ${words}`,
  repeats: (words) => `Se repite: ${words}`,
  choices: 'Quizá quieres decir',
  adding: 'Añadiendo…',
  signInFirst: 'Primero inicia sesión en Parley.',
  failed: 'No ha funcionado. Inténtalo de nuevo.',
  waiting: (count) => (count === 1 ? '1 nota espera su envío' : `${count} notas esperan su envío`),
};
