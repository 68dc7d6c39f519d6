/** The filters of a list of tasks in an address, by the names the tools have for them; an empty one is none. */
export function readTaskQuery({ q, limit, ...named }: NodeJS.Dict<string | string[]>): Record<string, unknown> {
  const filters = {
    ...named,
    query: q,
    limit: typeof limit === 'string' && /^\d+$/.test(limit) ? Number(limit) : limit,
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''));
}
