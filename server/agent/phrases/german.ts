import { taskFieldsDe } from '../../../words/de/task-fields.ts';
import type { Phrases } from './phrases.ts';

export const german: Phrases = {
  locale: 'de',
  quoteMarks: ['„', '“'],
  kinds: {
    added: 'Angelegt',
    completed: 'Erledigt',
    reopened: 'Wieder offen',
    changed: 'Geändert',
    deleted: 'Gelöscht',
    undone: 'Rückgängig',
    redone: 'Wiederhergestellt',
  },
  fields: taskFieldsDe,
  priorities: { low: 'niedrig', medium: 'mittel', high: 'hoch' },
  none: 'keine',
  next: (due) => `Nächstes Mal: ${due}`,
  noDue: 'Ohne Termin',
  skipped: (taskId) => `Aufgabe ${taskId} bleibt, wie sie ist: Sie wurde seither geändert.`,
  failed: 'Nicht erledigt',
  undo: 'Rückgängig',
  undone: 'Rückgängig gemacht.',
  redo: 'Wiederherstellen',
  redone: 'Wiederhergestellt.',
  undid: {
    created: 'nicht mehr auf der Liste',
    deleted: 'wieder auf der Liste',
    completed: 'wieder offen',
    reopened: 'wieder erledigt',
  },
  nothingToUndo: 'Es gab nichts mehr rückgängig zu machen: Die Aufgaben wurden seither geändert.',
  undoneAlready: 'Das ist schon rückgängig gemacht.',
  redoneAlready: 'Das ist schon wiederhergestellt.',

  proposeDelete: (count, titles) => (count === 1 ? `${titles} löschen?` : `${count} Aufgaben löschen${list(titles)}?`),
  proposeChange: (count, titles) => (count === 1 ? `${titles} ändern?` : `${count} Aufgaben ändern${list(titles)}?`),
  proposeAdd: (count, titles) => (count === 1 ? `${titles} anlegen?` : `${count} Aufgaben anlegen${list(titles)}?`),
  proposeBoth: (deleted, changed, titles) =>
    `${deleted} ${deleted === 1 ? 'Aufgabe' : 'Aufgaben'} löschen und ${changed} ändern${list(titles)}?`,
  proposeMixed: (count, titles) => `Das mit ${count} Aufgaben tun${list(titles)}?`,
  wasWillBe: (before, after) => `bisher ${before}, danach ${after}`,
  characters: (count) => `${count} Zeichen`,
  status: { name: 'Status', pending: 'offen', completed: 'erledigt' },
  verbs: { delete: 'Löschen', add: 'Anlegen', change: 'Ändern', restore: 'Zurückholen' },
  andMore: (count) => `und ${count} weitere`,
  outsideTitle: (question) => `Eine andere App fragt: ${question}`,
  ask: 'Noch ist nichts geschehen. Du kannst auch mit ja oder nein antworten.',
  delete: 'Löschen',
  confirm: 'Bestätigen',
  cancel: 'Abbrechen',
  confirmed: 'Erledigt.',
  cancelled: 'Abgebrochen. Es wurde nichts geändert.',
  expired: 'Diese Anfrage ist abgelaufen, es wurde nichts geändert. Frag noch einmal, wenn du es noch willst.',
  ended: 'Das war schon beantwortet. Es wurde nichts weiter getan.',
  stale: 'Inzwischen hat sich etwas daran geändert, deshalb wurde nichts getan.',
  staleAgain: 'Inzwischen hat sich etwas daran geändert, deshalb wurde nichts getan. So sieht es jetzt aus:',
  several: 'Es wartet mehr als eine Sache auf deine Antwort. Bitte nimm die Knöpfe auf der Karte, die du meinst.',
  grown:
    'Zu dieser Frage ist etwas dazugekommen, seit sie gestellt wurde. Bitte sieh dir die Karte an und nimm ihre Knöpfe.',

  whichDate: (quoted) => `Ich konnte ${quoted} nicht ganz lesen. Was ist gemeint?`,

  correctionNothing: 'Zur Klarheit: An deiner Liste wurde gerade nichts geändert.',
  correctionPartly: 'Zur Klarheit: Es wurde nur getan, was der Beleg zeigt.',
  writtenCommand: 'Das Modell hat einen Befehl als Text geschrieben. Er wurde nicht ausgeführt:',
  stoppedInCircles: 'Ich höre hier auf, weil ich mich im Kreis gedreht habe. Was bisher getan wurde, steht oben.',
  stoppedAtLength: 'Ich höre hier auf, weil die Antwort zu lang wurde.',
  cannotReadFiles: 'Ich kann hier nicht in Dateien schauen. Sag mir bitte in Worten, was darin steht.',

  thinking: 'Ich denke nach…',
  steps: {
    add_task: 'Aufgabe wird angelegt',
    list_tasks: 'Deine Aufgaben werden angesehen',
    complete_task: 'Aufgabe wird erledigt',
    update_task: 'Aufgabe wird geändert',
    delete_task: 'Aufgabe wird gelöscht',
    undo_last_change: 'Wird rückgängig gemacht',
  },
  stepsSummary: (count) => (count === 1 ? '1 Schritt' : `${count} Schritte`),
  tasksTitle: (count) => (count === 1 ? '1 Aufgabe' : `${count} Aufgaben`),
  moreTasks: (count) => `und ${count} weitere in deiner Liste`,
  noTasks: 'Hier sind keine Aufgaben.',
};

function list(titles: string | undefined): string {
  return titles === undefined ? '' : `: ${titles}`;
}
