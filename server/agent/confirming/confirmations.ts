import { randomUUID } from 'node:crypto';
import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import { Confirmation, proposedTasks, type ProposedCall } from '../../models/confirmation.ts';
import type { ProposedTask } from '../../models/proposed-task.ts';
import { ToolCall } from '../../models/tool-call.ts';
import type { FinishedCall } from '../agent-call.ts';
import type { Tools } from '../../mcp/connect-tools.ts';
import { changedTasks, recordProposals } from './proposal-records.ts';
import { renewProposal } from './renew-proposal.ts';

export interface ProposalCard {
  readonly itemId: string;
  /** Says in one question what is proposed. */
  summarize(calls: readonly ProposedCall[]): string;
}

/** What became of an answer. */
export type ConfirmationOutcome =
  | { kind: 'confirmed'; confirmation: Confirmation; calls: FinishedCall[] }
  | { kind: 'cancelled' | 'expired'; confirmation: Confirmation }
  /** It had been answered, or had ended, before. */
  | { kind: 'ended'; confirmation: Confirmation }
  /** A task in it changed meanwhile: nothing was done, and what is still possible is proposed afresh. */
  | { kind: 'stale'; confirmation: Confirmation; proposal: Confirmation | undefined };

/** Stored proposals: what waits for a yes, and what a yes or no does. */
export class Confirmations {
  readonly #database: Knex;
  readonly #tools: Tools;
  readonly #lifetimeSeconds: number;

  constructor(database: Knex, tools: Tools, lifetimeSeconds: number) {
    this.#database = database;
    this.#tools = tools;
    this.#lifetimeSeconds = lifetimeSeconds;
  }

  /**
   * Stores what waits. An older proposal about one of the same tasks is superseded: one yes must not mean two things.
   * So is one on the same card, which has grown: a yes to less is no yes to more.
   *
   * @param outer the transaction this is a part of, if it is
   */
  async propose(
    turn: ConversationTurn,
    messageId: string,
    calls: readonly ProposedCall[],
    card: ProposalCard,
    outer?: Knex.Transaction,
  ): Promise<Confirmation> {
    const { userId, conversationId, now } = turn;
    const taskIds = new Set(existingTasks(calls).map(({ taskId }) => taskId));
    return (outer ?? this.#database).transaction(async (transaction) => {
      const pending = await Confirmation.query(transaction)
        .modify('ownedBy', userId)
        .modify('pending')
        .where({ conversationId })
        .forUpdate();
      for (const older of pending) {
        if (older.itemId === card.itemId) await this.#end(transaction, older, 'stale');
        else if (existingTasks(older.calls).some(({ taskId }) => taskIds.has(taskId)))
          await this.#end(transaction, older, 'cancelled');
      }

      await recordProposals(transaction, turn, messageId, calls);
      return Confirmation.query(transaction).insertAndFetch({
        id: randomUUID(),
        userId,
        conversationId,
        messageId,
        calls: [...calls],
        summary: card.summarize(calls),
        status: 'pending',
        itemId: card.itemId,
        expiresAt: new Date(now.getTime() + this.#lifetimeSeconds * 1000),
      });
    });
  }

  /**
   * Carries out or drops what was proposed. The row is locked, and the calls, their records and the new status are
   * one transaction: it happens once, whole or not at all, whoever asks and however often.
   *
   * @param card shows the fresh proposal, if there has to be one.
   * @throws AppError `not_found` when this conversation has no such confirmation of the user's.
   */
  async answer(
    id: string,
    decision: 'confirm' | 'cancel',
    turn: ConversationTurn,
    card: ProposalCard,
  ): Promise<ConfirmationOutcome> {
    const key = { id, userId: turn.userId, conversationId: turn.conversationId };
    try {
      return await this.#database.transaction(async (transaction): Promise<ConfirmationOutcome> => {
        const confirmation = await Confirmation.lock(transaction, key);
        if (!confirmation) throw new AppError('not_found', 'There is nothing like that to confirm here.');
        if (confirmation.status !== 'pending') {
          const proposal = await Confirmation.findSuccessor(transaction, confirmation);
          return proposal ? { kind: 'stale', confirmation, proposal } : { kind: 'ended', confirmation };
        }
        if (confirmation.expiresAt <= turn.now)
          return { kind: 'expired', confirmation: await this.#end(transaction, confirmation, 'expired') };
        if (decision === 'cancel')
          return { kind: 'cancelled', confirmation: await this.#end(transaction, confirmation, 'cancelled') };
        const calls = await this.#carryOut(transaction, confirmation, turn);
        return { kind: 'confirmed', calls, confirmation: await this.#end(transaction, confirmation, 'confirmed') };
      });
    } catch (error) {
      if (error instanceof CallRefused) return this.#proposeAfresh(error.confirmation, turn, card);
      throw error;
    }
  }

  /** Drops the proposals of a message that is being answered again. */
  async dropProposalsOf(messageId: string, userId: string): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      const pending = await Confirmation.query(transaction)
        .modify('ownedBy', userId)
        .modify('pending')
        .where({ messageId })
        .forUpdate();
      for (const confirmation of pending) await this.#end(transaction, confirmation, 'cancelled');
    });
  }

  /**
   * Ends what nobody answered in time.
   *
   * @param show is called for each, in the same transaction
   */
  async expire(
    { userId, conversationId, now }: Pick<ConversationTurn, 'userId' | 'conversationId' | 'now'>,
    show: (confirmation: Confirmation, transaction: Knex.Transaction) => Promise<void>,
  ): Promise<void> {
    const late = (connection: Knex) =>
      Confirmation.query(connection)
        .modify('ownedBy', userId)
        .modify('pending')
        .where({ conversationId })
        .where('expiresAt', '<=', now);
    if ((await late(this.#database).select('id').first()) === undefined) return;
    await this.#database.transaction(async (transaction) => {
      for (const confirmation of await late(transaction).forUpdate())
        await show(await this.#end(transaction, confirmation, 'expired'), transaction);
    });
  }

  async #carryOut(
    transaction: Knex.Transaction,
    confirmation: Confirmation,
    turn: ConversationTurn,
  ): Promise<FinishedCall[]> {
    const versions = new Map(existingTasks(confirmation.calls).map(({ taskId, version }) => [taskId, version]));
    const finished: FinishedCall[] = [];
    for (const call of confirmation.calls) {
      const { callId, name, args, taskId, door, asked } = call;
      const expectedVersion = versions.get(taskId);
      const result = await this.#tools.callTool(
        name,
        { ...args, user_id: turn.userId },
        // "Tomorrow" is what it was, and where it was, when the user was asked.
        {
          ...turn,
          now: asked ? new Date(asked.at) : confirmation.createdAt,
          timeZone: asked?.timeZone ?? turn.timeZone,
          ...(door === undefined ? {} : { door }),
        },
        {
          transaction,
          ...(expectedVersion === undefined ? {} : { expectedVersion }),
          confirmed: existingTasks([call]).map((task) => ({
            ...task,
            version: versions.get(task.taskId) ?? task.version,
          })),
          key: { messageId: confirmation.messageId, callId },
        },
      );
      if (!result.success) {
        if (result.error.code === 'database_unavailable' || result.error.code === 'internal_error')
          throw new AppError(result.error.code, result.error.message);
        throw new CallRefused(confirmation);
      }
      for (const { id, version } of changedTasks(result)) versions.set(id, version);
      finished.push({ callId, name, args, result, status: 'succeeded' });
    }
    return finished;
  }

  async #proposeAfresh(
    confirmation: Confirmation,
    turn: ConversationTurn,
    card: ProposalCard,
  ): Promise<ConfirmationOutcome> {
    const ended = await this.#database.transaction((transaction) => this.#end(transaction, confirmation, 'stale'));
    const calls = await renewProposal({ database: this.#database, tools: this.#tools }, confirmation.calls, turn);
    const proposal = calls.length === 0 ? undefined : await this.propose(turn, confirmation.messageId, calls, card);
    return { kind: 'stale', confirmation: ended, proposal };
  }

  async #end(
    transaction: Knex.Transaction,
    confirmation: Confirmation,
    status: Exclude<Confirmation['status'], 'pending'>,
  ): Promise<Confirmation> {
    if (status !== 'confirmed') {
      await ToolCall.query(transaction)
        .modify('ownedBy', confirmation.userId)
        .where({ messageId: confirmation.messageId, status: 'proposed' })
        .whereIn(
          'callId',
          confirmation.calls.map(({ callId }) => callId),
        )
        .patch({ status: 'cancelled', finishedAt: new Date() });
    }
    return confirmation.$query(transaction).patchAndFetch({ status, resolvedAt: new Date() });
  }
}

/** Those of the proposed tasks that are there before a yes, or come back with it. */
function existingTasks(calls: readonly ProposedCall[]): ProposedTask[] {
  return calls.flatMap(proposedTasks).filter(({ taskId }) => taskId !== 0);
}

/** Rolls everything back because one of the calls could not be made as it was proposed. */
class CallRefused extends Error {
  readonly confirmation: Confirmation;

  constructor(confirmation: Confirmation) {
    super('a proposed call was refused');
    this.confirmation = confirmation;
  }
}
