import { AppError } from './errors.ts';

/** A phrase that can be read, and the field of a task that it fills. */
export interface DateChoice {
  readonly field: 'due' | 'recurrence';
  readonly phrase: string;
}

/** Words that are no date as a whole, or could mean several; with the likeliest readings. */
export class UnclearDate extends AppError {
  /** The field that the words stood in; a choice may be for the other one. */
  override readonly field: DateChoice['field'];
  readonly choices: readonly DateChoice[];

  constructor(message: string, field: DateChoice['field'], choices: readonly DateChoice[]) {
    super('invalid_date', message);
    this.field = field;
    this.choices = choices;
  }
}
