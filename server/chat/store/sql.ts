import type { Knex } from '../../database/database.ts';

/** What a statement can be given. */
export type SqlValue = string | number | null | string[];

/** A piece of SQL with the values of its `?`, in order. */
export interface Sql {
  text: string;
  values: readonly SqlValue[];
}

/** Joins pieces of SQL and strings into one; false leaves a piece out. */
export function sql(...pieces: (Sql | string | false)[]): Sql {
  let text = '';
  const values: SqlValue[] = [];
  for (const piece of pieces) {
    if (piece === false) continue;
    text += typeof piece === 'string' ? piece : piece.text;
    if (typeof piece !== 'string') values.push(...piece.values);
  }
  return { text, values };
}

/** A piece of SQL with values. */
export function bind(text: string, ...values: SqlValue[]): Sql {
  return { text, values };
}

export async function runStatement(database: Knex, { text, values }: Sql): Promise<Record<string, unknown>[]> {
  const { rows } = await database.raw<{ rows: Record<string, unknown>[] }>(text, [...values]);
  return rows;
}
