import { z } from 'zod';

const MOST = 20;
const WARNING = 40;

const logLine = z.object({
  level: z.number().min(WARNING),
  time: z.string().max(40),
  msg: z.string().default(''),
  code: z.string().optional(),
  reason: z.string().optional(),
  err: z.object({ code: z.string().optional(), type: z.string().optional() }).optional(),
});

/** Something that went wrong, without what it was about. */
export interface RecentError {
  time: string;
  code: string;
  msg: string;
}

/**
 * Finds the last twenty things that went wrong.
 *
 * @param logs texts of log files, the oldest first
 */
export function readRecentErrors(logs: string[]): RecentError[] {
  return logs
    .flatMap((text) => text.split('\n').filter((line) => line.startsWith('{')))
    .flatMap((line) => {
      const { data } = logLine.safeParse(parseJson(line));
      if (!data) return [];
      const code = data.err?.code ?? data.code ?? data.reason ?? data.err?.type ?? 'unknown';
      return [{ time: data.time, code, msg: data.msg }];
    })
    .slice(-MOST);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
