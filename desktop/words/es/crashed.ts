import type { CrashedMessages } from '../en/crashed.ts';

export const crashedWordsEs: CrashedMessages = {
  title: 'La ventana de Parley falló dos veces en un minuto',
  text: 'Tus tareas y conversaciones están a salvo en el servidor.',
  reload: 'Recargar',
  quit: 'Salir de Parley',
  copy: 'Copiar detalles',
  copied: 'Detalles copiados. No contienen ninguna tarea ni ningún mensaje.',
};
