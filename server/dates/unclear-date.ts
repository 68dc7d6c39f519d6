import { AppError } from '../ground/errors.ts';

/** Words that are no date as a whole, or could mean several. The choices are phrases that can be read. */
export class UnclearDate extends AppError {
  readonly choices: readonly string[];

  constructor(message: string, choices: readonly string[]) {
    super('invalid_date', message);
    this.choices = choices;
  }
}
