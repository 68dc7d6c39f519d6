import { useMemo } from 'react';
import { useSearch, useSearchParams } from 'wouter';
import * as z from 'zod/mini';
import type { TaskFilter } from '../../../task.ts';

// An address anybody may have typed: what is not known counts as not said.
const orElse = z.catch;
const filter = z.object({
  status: orElse(z.enum(['pending', 'completed', 'all']), 'pending'),
  q: orElse(z.string(), ''),
  due: orElse(z.string(), ''),
  priority: orElse(z.enum(['low', 'medium', 'high', '']), ''),
  tag: orElse(z.string(), ''),
});

/** What the list shows, kept in the address so that it survives a reload and can be linked to. */
export function useTaskFilter() {
  const [params, setParams] = useSearchParams();
  const values = useMemo(() => filter.parse(Object.fromEntries(params)), [params]);

  const asked = useMemo((): TaskFilter => {
    const { status, ...rest } = values;
    const { priority, ...texts } = rest;
    return { status, ...texts, ...(priority === '' ? {} : { priority }) };
  }, [values]);

  return {
    values,
    asked,
    isNarrowed: values.q !== '' || values.due !== '' || values.priority !== '' || values.tag !== '',
    /** Changes some of it; an empty text takes a filter away. */
    change: (change: Partial<typeof values>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(change)) {
            if (value === '' || (name === 'status' && value === 'pending')) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
  };
}

/** Makes addresses of the tasks pages that keep what the list is narrowed to. */
export function useTasksHref(): (path: string) => string {
  const params = new URLSearchParams(useSearch());
  params.delete('text');
  const search = params.toString();
  return (path) => (search === '' ? path : `${path}?${search}`);
}
