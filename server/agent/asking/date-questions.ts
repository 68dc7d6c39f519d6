import { z } from 'zod';
import { dateChoice } from '../../mcp/tool-result.ts';
import { isSameButDate, type FinishedCall } from '../agent-call.ts';

const refusal = z.object({ success: z.literal(false), error: z.object({ choices: dateChoice.array().nonempty() }) });

/** One thing that unclear words may have meant. */
export type OfferedChoice = z.infer<typeof dateChoice>;

/** A call that was refused because of an unclear date, and what that may have meant. */
export interface DateQuestion {
  readonly callId: string;
  readonly title: string | undefined;
  readonly taskId: number | undefined;
  /** The words that were not read whole. */
  readonly words: string;
  readonly choices: readonly OfferedChoice[];
}

/** What the calls of a turn leave to be asked: of calls that differ in their date only, the last one counts. */
export function findQuestions(
  calls: readonly Pick<FinishedCall, 'callId' | 'name' | 'args' | 'result'>[],
): DateQuestion[] {
  return calls.flatMap((call, index) => {
    const choices = readChoices(call.result);
    const [first] = choices;
    if (!first || calls.slice(index + 1).some((later) => isSameButDate(later, call))) return [];
    const { title, task_id: taskId, [first.replaces]: words } = call.args;
    return {
      callId: call.callId,
      title: typeof title === 'string' ? title : undefined,
      taskId: typeof taskId === 'number' ? taskId : undefined,
      words: typeof words === 'string' ? words.trim() : '',
      choices,
    };
  });
}

/** @returns what a refused call may have meant; nothing when that was not why it was refused. */
export function readChoices(result: unknown): readonly OfferedChoice[] {
  return refusal.safeParse(result).data?.error.choices ?? [];
}

/** The arguments of a call with its unclear words replaced by what was chosen; all else stays. */
export function withChoice(args: Record<string, unknown>, choice: OfferedChoice): Record<string, unknown> {
  const others = Object.entries(args).filter(([name]) => name !== choice.replaces);
  return { ...Object.fromEntries(others), [choice.field]: choice.phrase };
}
