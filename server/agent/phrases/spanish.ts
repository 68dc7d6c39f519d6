import { taskFieldsEs } from '../../../words/es/task-fields.ts';
import type { Phrases } from './phrases.ts';

export const spanish: Phrases = {
  locale: 'es',
  quoteMarks: ['«', '»'],
  kinds: {
    added: 'Añadida',
    completed: 'Completada',
    reopened: 'Reabierta',
    changed: 'Cambiada',
    deleted: 'Eliminada',
    undone: 'Deshecho',
    redone: 'Rehecho',
  },
  fields: taskFieldsEs,
  priorities: { low: 'baja', medium: 'media', high: 'alta' },
  none: 'ninguna',
  next: (due) => `Siguiente: ${due}`,
  noDue: 'Sin fecha',
  skipped: (taskId) => `La tarea ${taskId} se queda como está: ha cambiado desde entonces.`,
  failed: 'No hecho',
  undo: 'Deshacer',
  undone: 'Deshecho.',
  redo: 'Rehacer',
  redone: 'Rehecho.',
  undid: {
    created: 'ya no está en la lista',
    deleted: 'otra vez en la lista',
    completed: 'otra vez pendiente',
    reopened: 'otra vez hecha',
  },
  nothingToUndo: 'No quedaba nada que deshacer: las tareas han cambiado desde entonces.',
  undoneAlready: 'Eso ya estaba deshecho.',
  redoneAlready: 'Eso ya se rehizo.',

  proposeDelete: (count, titles) =>
    count === 1 ? `¿Eliminar ${titles}?` : `¿Eliminar ${count} tareas${list(titles)}?`,
  proposeChange: (count, titles) => (count === 1 ? `¿Cambiar ${titles}?` : `¿Cambiar ${count} tareas${list(titles)}?`),
  proposeAdd: (count, titles) => (count === 1 ? `¿Añadir ${titles}?` : `¿Añadir ${count} tareas${list(titles)}?`),
  proposeBoth: (deleted, changed, titles) =>
    `¿Eliminar ${deleted} y cambiar ${changed} ${changed === 1 ? 'tarea' : 'tareas'}${list(titles)}?`,
  proposeMixed: (count, titles) => `¿Hacer esto con ${count} tareas${list(titles)}?`,
  wasWillBe: (before, after) => `antes ${before}, después ${after}`,
  characters: (count) => `${count} caracteres`,
  status: { name: 'Estado', pending: 'pendiente', completed: 'hecha' },
  verbs: { delete: 'Eliminar', add: 'Añadir', change: 'Cambiar', restore: 'Recuperar' },
  andMore: (count) => `y ${count} más`,
  outsideTitle: (question) => `Otra aplicación pregunta: ${question}`,
  ask: 'Todavía no ha pasado nada. También puedes responder sí o no.',
  delete: 'Eliminar',
  confirm: 'Confirmar',
  cancel: 'Cancelar',
  confirmed: 'Hecho.',
  cancelled: 'Cancelado. No se ha cambiado nada.',
  expired: 'Esa petición ha caducado, así que no se ha cambiado nada. Pídelo otra vez si aún lo quieres.',
  ended: 'Eso ya estaba respondido. No se ha hecho nada más.',
  stale: 'Algo ha cambiado mientras tanto, así que no se ha hecho nada.',
  staleAgain: 'Algo ha cambiado mientras tanto, así que no se ha hecho nada. Ahora es así:',
  several: 'Hay más de una cosa esperando tu respuesta. Usa los botones de la tarjeta que quieras.',
  grown: 'A esta pregunta se le ha añadido algo desde que se hizo. Mira la tarjeta y usa sus botones.',

  whichDate: (quoted) => `No he podido leer del todo ${quoted}. ¿A qué te refieres?`,

  correctionNothing: 'Para que quede claro: ahora mismo no se ha cambiado nada en tu lista.',
  correctionPartly: 'Para que quede claro: solo se ha hecho lo que muestra el recibo.',
  writtenCommand: 'El modelo escribió una orden como texto. No se ha ejecutado:',
  stoppedInCircles: 'Me he detenido porque estaba dando vueltas. Lo hecho hasta aquí se muestra arriba.',
  stoppedAtLength: 'Me he detenido porque la respuesta era demasiado larga.',
  cannotReadFiles: 'Aquí no puedo mirar archivos. Dime con palabras lo que dicen.',

  thinking: 'Pensando…',
  steps: {
    add_task: 'Añadiendo una tarea',
    list_tasks: 'Mirando tus tareas',
    complete_task: 'Completando una tarea',
    update_task: 'Cambiando una tarea',
    delete_task: 'Eliminando una tarea',
    undo_last_change: 'Deshaciendo',
  },
  stepsSummary: (count) => (count === 1 ? '1 paso' : `${count} pasos`),
  tasksTitle: (count) => (count === 1 ? '1 tarea' : `${count} tareas`),
  moreTasks: (count) => `y ${count} más en tu lista`,
  noTasks: 'No hay tareas aquí.',
};

function list(titles: string | undefined): string {
  return titles === undefined ? '' : `: ${titles}`;
}
