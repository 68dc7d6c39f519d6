import { ConfigError } from './config.ts';
import { AppError } from './errors.ts';

/**
 * Ends a command with one line and exit code 1 when a person can put right what is wrong.
 *
 * @throws everything else.
 */
export function exitWithReason(error: unknown): void {
  if (!(error instanceof AppError || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
