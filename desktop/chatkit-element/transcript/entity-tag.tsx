import type { Entity } from '@openai/chatkit';
import { useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import { useChat, useSession } from '../session/session-hooks.tsx';
import { EntityCard } from './entity-card.tsx';

/** An entity as the views carry it: its data may be any JSON. */
export type ShownEntity = Omit<Entity, 'data'> & { data: Record<string, unknown> };

/** An entity in a text. Only interactive ones can be clicked or previewed. */
export function EntityTag({
  entity,
  label,
  description,
}: {
  entity: ShownEntity;
  label?: string;
  description?: string | undefined;
}) {
  const session = useSession();
  const hasPreview = useChat((state) => state.options?.entities?.onRequestPreview !== undefined);
  const [isOpen, setIsOpen] = useState(false);
  const content = (
    <>
      {entity.icon && <Icon name={entity.icon} size={14} />}
      <span>{label ?? entity.title}</span>
    </>
  );
  if (!entity.interactive) return <span className="tag">{content}</span>;
  return (
    <span
      className="tag-anchor"
      onPointerEnter={() => setIsOpen(true)}
      onPointerLeave={() => setIsOpen(false)}
      onFocus={() => setIsOpen(true)}
      onBlur={() => setIsOpen(false)}
    >
      <button
        type="button"
        className="tag tag-interactive"
        onClick={() => session.options().entities?.onClick?.(hostEntityOf(entity))}
      >
        {content}
      </button>
      {isOpen && hasPreview && <EntityCard entity={entity} description={description} />}
    </span>
  );
}

/** The entity as the host's callbacks type it: data values are text there. */
export function hostEntityOf(entity: ShownEntity): Entity {
  const data = Object.fromEntries(
    Object.entries(entity.data).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
  return { ...entity, data };
}
