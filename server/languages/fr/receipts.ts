import { taskFieldsFr } from '../../../words/fr/task-fields.ts';
import type { Phrases } from '../phrases.ts';

export const receipts: Phrases = {
  locale: 'fr',
  quoteMarks: ['« ', ' »'],
  kinds: {
    added: 'Ajoutée',
    completed: 'Terminée',
    reopened: 'Rouverte',
    changed: 'Modifiée',
    deleted: 'Supprimée',
    undone: 'Annulé',
    redone: 'Rétabli',
  },
  fields: taskFieldsFr,
  priorities: { low: 'basse', medium: 'moyenne', high: 'haute' },
  none: 'aucune',
  next: (due) => `Prochaine fois : ${due}`,
  noDue: 'Sans échéance',
  skipped: (taskId) => `La tâche ${taskId} reste telle quelle : elle a changé depuis.`,
  failed: 'Pas fait',
  warnings: {
    past_due: 'Cette date est déjà passée.',
    same_title: 'Il y avait déjà une tâche ouverte avec ce titre : {task}.',
    already_so: 'C’était déjà le cas : {status}.',
    occurrence_stays: 'L’occurrence {task} a été modifiée et reste.',
    empty_ignored: '« {field} » vide n’a rien changé ; clear_fields l’enlève.',
    leap_day: 'Les années sans 29 février, ce sera le 28.',
  },
  changedSince: 'Modifiée depuis',
  deletedSince: 'Supprimée depuis',
  answered: (answer) => `Répondu : ${answer}`,
  lookAgain: 'Revoir',
  overdue: 'en retard',
  completeTask: (quoted) => `Terminer ${quoted}`,
  countDone: (count) => (count === 1 ? '1 terminée' : `${count} terminées`),
  countDeleted: (count) => (count === 1 ? '1 supprimée' : `${count} supprimées`),
  undo: 'Annuler',
  redo: 'Rétablir',
  undid: {
    created: 'retirée de la liste',
    deleted: 'de retour dans la liste',
    completed: 'de nouveau à faire',
    reopened: 'de nouveau terminée',
  },
  nothingToUndo: 'Il ne restait rien à annuler : les tâches ont changé depuis.',
  undoneAlready: 'C’est déjà annulé.',
  redoneAlready: 'C’est déjà rétabli.',

  proposeDelete: (count, titles) =>
    count === 1 ? `Supprimer ${titles} ?` : `Supprimer ${count} tâches${list(titles)} ?`,
  proposeChange: (count, titles) =>
    count === 1 ? `Modifier ${titles} ?` : `Modifier ${count} tâches${list(titles)} ?`,
  proposeAdd: (count, titles) => (count === 1 ? `Ajouter ${titles} ?` : `Ajouter ${count} tâches${list(titles)} ?`),
  proposeBoth: (deleted, changed, titles) =>
    `Supprimer ${deleted} et modifier ${changed} ${changed === 1 ? 'tâche' : 'tâches'}${list(titles)} ?`,
  proposeMixed: (count, titles) => `Faire ceci avec ${count} tâches${list(titles)} ?`,
  wasWillBe: (before, after) => `avant ${before}, après ${after}`,
  characters: (count) => `${count} caractères`,
  status: { name: 'État', pending: 'à faire', completed: 'terminée' },
  verbs: { delete: 'Supprimer', add: 'Ajouter', change: 'Modifier', restore: 'Rétablir' },
  andMore: (count) => `et ${count} de plus`,
  outsideTitle: (question) => `Une autre application demande : ${question}`,
  ask: 'Rien n’est encore fait. Vous pouvez aussi répondre oui ou non.',
  delete: 'Supprimer',
  confirm: 'Confirmer',
  cancel: 'Annuler',
  confirmed: 'C’est fait.',
  cancelled: 'Annulé. Rien n’a été modifié.',
  expired: 'Cette demande a expiré, rien n’a donc été modifié. Redemandez si vous le voulez toujours.',
  ended: 'La réponse a déjà été donnée. Rien de plus n’a été fait.',
  stale: 'Quelque chose a changé entre-temps, rien n’a donc été fait.',
  staleAgain: 'Quelque chose a changé entre-temps, rien n’a donc été fait. Voici où nous en sommes :',
  several: 'Plusieurs choses attendent votre réponse. Utilisez les boutons de la carte voulue.',
  grown: 'Cette question s’est allongée depuis qu’elle a été posée. Regardez la carte et utilisez ses boutons.',

  whichDate: (quoted) => `Je n’ai pas pu lire ${quoted} en entier. Que voulez-vous dire ?`,

  correctionNothing: 'Pour être clair : rien n’a été modifié dans votre liste à l’instant.',
  correctionPartly: 'Pour être clair : seul ce que montre le reçu a été fait.',
  writtenCommand: 'Le modèle a écrit une commande en toutes lettres. Elle n’a pas été exécutée :',
  stoppedInCircles: 'Je m’arrête ici car je tournais en rond. Ce qui a été fait est affiché plus haut.',
  stoppedAtLength: 'Je m’arrête ici car la réponse devenait trop longue.',
  cannotReadFiles: 'Je ne peux pas lire de fichiers ici. Dites-moi en mots ce qu’ils contiennent.',

  thinking: 'Réflexion…',
  steps: {
    add_task: 'Ajout d’une tâche',
    list_tasks: 'Lecture de vos tâches',
    complete_task: 'Tâche terminée',
    update_task: 'Modification d’une tâche',
    delete_task: 'Suppression d’une tâche',
    undo_last_change: 'Annulation',
  },
  stepsSummary: (count) => (count === 1 ? '1 étape' : `${count} étapes`),
  tasksTitle: (count) => (count === 1 ? '1 tâche' : `${count} tâches`),
  moreTasks: (count) => `et ${count} de plus dans votre liste`,
  noTasks: 'Aucune tâche ici.',
};

function list(titles: string | undefined): string {
  return titles === undefined ? '' : ` : ${titles}`;
}
