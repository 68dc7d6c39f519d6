import type { CrashedMessages } from '../../renderer/crashed/crashed-messages.ts';

export const crashedWordsEs: CrashedMessages = {
  title: 'La ventana de Parley falló dos veces en un minuto',
  text: 'Tus tareas y conversaciones están a salvo en el servidor.',
  reload: 'Recargar',
  quit: 'Salir de Parley',
  copy: 'Copiar detalles',
  copied: 'Detalles copiados. No contienen ninguna tarea ni ningún mensaje.',
};
