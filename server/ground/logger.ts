import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';

export type { Logger };

/** Header and field names whose values never reach a log, wherever they stand. */
const SECRET_PATHS = ['authorization', 'cookie', 'token', 'password', 'secret'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

/**
 * Makes the process's logger: JSON lines on standard error, secrets removed. Message text is never given to it.
 *
 * @param destination where the lines go instead, for tests.
 */
export function createLogger(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_PATHS, censor: '[redacted]' },
    serializers: { error: describeError },
  };
  return pino(options, destination);
}

/** What a log keeps of an error: its kind, message, stack and cause, but not the query values a database driver attaches. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  // What a database or a model endpoint says of a failure can quote what people wrote, and keys.
  const isQuoting = ('severity' in error && !isAboutConnecting(code)) || 'nativeError' in error || 'requestID' in error;
  return {
    type: error.name,
    code,
    status: 'status' in error ? error.status : undefined,
    message: isQuoting ? 'said by a database or a model, left out' : error.message,
    // Only the frames: a database error's message goes over several lines and can quote what was stored.
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 11)
      .join('\n'),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** SQLSTATE classes of failures before any statement: no such database, wrong password, too many connections. */
function isAboutConnecting(code: unknown): boolean {
  return typeof code === 'string' && /^(?:08|28|3D|53|57P)/.test(code);
}
