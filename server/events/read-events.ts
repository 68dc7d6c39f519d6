import { raw } from 'objection';
import { z } from 'zod';
import type { Knex } from '../database/database.ts';
import { PreparedQuery, type Given } from '../database/prepared-query.ts';
import { EventReader } from '../models/event-reader.ts';
import { eventSubjects, StoredEvent, type EventSubjects } from '../models/stored-event.ts';
import type { EventPosition } from './event-position.ts';

/** Whose events, and the session they are read in. */
export interface EventScope {
  readonly userId: string;
  readonly sessionId: string | undefined;
}

/** What happened since a position, and the position after it. */
export interface EventNews {
  readonly position: EventPosition;
  readonly changes: EventSubjects[];
}

const read = z.object({
  at: z.coerce.number(),
  snapshot: z.string(),
  hasSession: z.boolean(),
  changes: eventSubjects.array().nullable(),
});

interface NewsValues {
  userId: string;
  sessionId: string | undefined;
  since: string | undefined;
}

// One statement, so that what is read and where it ends are of one snapshot.
const readNews = new PreparedQuery((database, { userId, sessionId, since }: Given<NewsValues>) => {
  const query = EventReader.query(database)
    .modify('ownedBy', userId)
    .select(
      raw('floor(extract(epoch from now()) * 1000)::text as at'),
      raw('pg_current_snapshot()::text as snapshot'),
      sessionId
        ? raw('exists (select from sessions where id = ? and expires_at > now()) as "hasSession"', [sessionId])
        : raw('true as "hasSession"'),
    );
  if (!since) return query.select(raw('null as changes'));
  const events = StoredEvent.query(database)
    .where({ userId })
    .where('writtenBy', '>=', raw('pg_snapshot_xmin(?::pg_snapshot)', [since]))
    .whereRaw('not pg_visible_in_snapshot(written_by, ?::pg_snapshot)', [since])
    .select(raw("json_agg(json_build_object('kind', kind, 'subjects', subjects) order by id)"));
  return query.select(events.as('changes'));
});

/**
 * Reads what was committed after a position, or where to begin when there is none.
 *
 * @returns undefined when the session has ended, or the account is gone.
 */
export async function readEvents(
  database: Knex,
  { userId, sessionId }: EventScope,
  since?: EventPosition,
): Promise<EventNews | undefined> {
  const row = await readNews.first(database, { userId, sessionId, since: since?.snapshot });
  if (!row) return undefined;
  const { at, snapshot, hasSession, changes } = read.parse(row);
  return hasSession ? { position: { at, snapshot }, changes: changes ?? [] } : undefined;
}

/** Whether a transaction that was running at a position is running still. */
export async function isUnsettled(database: Knex, { snapshot }: EventPosition): Promise<boolean> {
  const running = await EventReader.query(database)
    .select(raw('1'))
    .from(raw('pg_snapshot_xip(?::pg_snapshot) as running', [snapshot]).as('running'))
    .whereRaw('not pg_visible_in_snapshot(running, pg_current_snapshot())')
    .first();
  return running !== undefined;
}
