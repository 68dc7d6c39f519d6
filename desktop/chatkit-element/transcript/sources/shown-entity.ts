import type { Entity } from '@openai/chatkit';

/** An entity as the views carry it: its data may be any JSON. */
export type ShownEntity = Omit<Entity, 'data'> & { data: Record<string, unknown> };

/** The entity as the host's callbacks type it: data values are text there. */
export function hostEntityOf(entity: ShownEntity): Entity {
  const data = Object.fromEntries(
    Object.entries(entity.data).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
  return { ...entity, data };
}
