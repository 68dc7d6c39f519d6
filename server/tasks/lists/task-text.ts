import { Model, raw, type RawBuilder } from 'objection';

/** What a task is searched by: its title and notes without case, accents or marks. The database keeps it. */
export class TaskText extends Model {
  static override tableName = 'taskTexts';
  static override idColumn = ['userId', 'taskId'];

  declare userId: string;
  declare taskId: number;
  declare folded: string;

  /**
   * Whether all of the words stand in the texts of the row of `tasks`; the database folds them as it does the texts. As a
   * value, and no join: then each text is found by its key and looked through once, whatever the planner believes.
   */
  static containsAll(words: readonly string[]): RawBuilder {
    const tests = words.map(() => 'strpos(task_texts.folded, fold_text(?::text)) > 0').join(' and ');
    const found = TaskText.query()
      .whereColumn('taskTexts.userId', 'tasks.userId')
      .whereColumn('taskTexts.taskId', 'tasks.id')
      .select(raw(tests, [...words]));
    return raw('(?)', [found]);
  }
}
