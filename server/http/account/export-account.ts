import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { onBehalfOf, type Knex } from '../../database/database.ts';
import type { Caller } from '../../ground/caller.ts';
import { exportedColumns } from '../../tasks/task-fields.ts';

/** What an export has of a table; bytes of attachments, credentials and private columns are left out. */
interface ExportedTable {
  /** Tells the rows of a person apart, and has an index behind their id. */
  readonly key: string;
  readonly columns: readonly string[];
  /** They come as the text they are: nobody has to read it. */
  readonly json?: readonly string[];
}

const EXPORTED: Readonly<Record<string, ExportedTable>> = {
  tasks: { key: 'id', columns: exportedColumns },
  conversations: { key: 'id', columns: ['id', 'title', 'created_at', 'updated_at'] },
  messages: {
    key: 'id',
    columns: ['item_id as id', 'conversation_id', 'item_type as type', 'created_at'],
    json: ['item'],
  },
  tool_calls: {
    key: 'id',
    columns: ['id', 'conversation_id', 'name', 'status', 'started_at', 'finished_at'],
    json: ['arguments', 'result'],
  },
  confirmations: { key: 'id', columns: ['id', 'conversation_id', 'summary', 'status', 'created_at', 'resolved_at'] },
  task_changes: { key: 'id', columns: ['task_id', 'kind', 'created_at'], json: ['before', 'after'] },
  attachments: { key: 'id', columns: ['id', 'conversation_id', 'name', 'mime_type', 'size', 'created_at'] },
  message_feedback: { key: 'item_id', columns: ['item_id', 'kind', 'created_at'] },
};

/** Notes that the app writes for the model are not part of what was said. */
const HIDDEN_ITEMS = ['hidden_context_item', 'sdk_hidden_context'];

/** Rows are read so many at a time that they take about so many characters: neither memory nor anybody else notices. */
const PAGE = { characters: 256 * 1024, first: 8, most: 200 };

const rows = z.looseObject({ cursor: z.union([z.string(), z.number()]) }).array();

/**
 * Writes a person's data as one JSON document, a page of rows after the other, each read when the one before was taken.
 * No transaction is held meanwhile: what is written while it runs may or may not be in it.
 *
 * @param user what it begins with
 * @param beforePage is waited for before each page is read
 */
export async function* exportAccount(
  database: Knex,
  caller: Pick<Caller, 'userId' | 'signal'>,
  { user, beforePage }: { user: object; beforePage: () => Promise<void> },
): AsyncGenerator<string> {
  yield `{"exported_at":${JSON.stringify(new Date())},"user":${JSON.stringify(user)}`;
  for (const [name, table] of Object.entries(EXPORTED)) {
    yield `,"${name}":[`;
    yield* exportRows({ database, name, table, caller, beforePage });
    yield ']';
  }
  yield '}';
}

interface TableToExport {
  readonly database: Knex;
  readonly name: string;
  readonly table: ExportedTable;
  readonly caller: Pick<Caller, 'userId' | 'signal'>;
  readonly beforePage: () => Promise<void>;
}

async function* exportRows(asked: TableToExport): AsyncGenerator<string> {
  let limit = PAGE.first;
  let after: string | number | undefined;
  let separator = '';
  for (;;) {
    await asked.beforePage();
    const page = await readPage(asked, limit, after);
    const written = page.map(({ cursor: _cursor, ...row }) => writeRow(row, asked.table.json ?? []));
    if (written.length > 0) yield separator + written.join(',');
    if (page.length < limit) return;
    separator = ',';
    after = page.at(-1)?.cursor;
    const characters = written.reduce((sum, row) => sum + row.length, 1);
    limit = Math.min(Math.max(Math.floor((limit * PAGE.characters) / characters), 1), limit * 4, PAGE.most);
    await nextTurn();
  }
}

async function readPage(
  { database, name, table, caller }: TableToExport,
  limit: number,
  after: string | number | undefined,
): Promise<z.infer<typeof rows>> {
  const { key, columns, json = [] } = table;
  const query = database(name)
    .where({ userId: caller.userId })
    .select(database.raw([...columns, ...json.map((column) => `${column}::text as ${column}`)].join(', ')))
    .select(database.raw('?? as cursor', [key]))
    .orderBy(database.raw('??', [`${name}.${key}`]))
    .limit(limit);
  if (after !== undefined) void query.whereRaw('?? > ?', [`${name}.${key}`, after]);
  if (name === 'messages') void query.whereNotIn('itemType', HIDDEN_ITEMS);
  // Whoever takes the next page from the stream, the statement is this person's.
  return onBehalfOf(database, caller, async () => rows.parse(await query));
}

function writeRow(row: Record<string, unknown>, json: readonly string[]): string {
  const members = Object.entries(row).map(([name, value]) => {
    const text = json.includes(name) && typeof value === 'string' ? value : JSON.stringify(value);
    return `${JSON.stringify(name)}:${text}`;
  });
  return `{${members.join(',')}}`;
}
