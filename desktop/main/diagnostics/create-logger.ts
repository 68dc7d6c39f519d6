import { type Logger, pino } from 'pino';
import type { LogFile } from './log-file.ts';
import { redactLine } from './redact.ts';

/** The app's logger: JSON lines, every one of them redacted before it reaches the disk. */
export function createLogger(file: LogFile): Logger {
  return pino(
    { level: 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => file.write(redactLine(line)) },
  );
}
