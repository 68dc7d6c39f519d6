import { useState } from 'react';
import { Icon } from '../../icons/icon.tsx';
import { useChat, useSession } from '../../session/session-hooks.tsx';
import { EntityCard } from './entity-card.tsx';
import { hostEntityOf, type ShownEntity } from './shown-entity.ts';

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
