import { useEffect, useState } from 'react';
import { Icon } from '../../icons/icon.tsx';
import { parseWidgetNode } from '../../protocol/parse-thread-item.ts';
import type { WidgetNode } from '../../protocol/thread-item.ts';
import { toError } from '../../session/element-event.ts';
import { useSession } from '../../session/session-hooks.tsx';
import { WidgetPreview } from '../../widgets/widget-view.tsx';
import { hostEntityOf, type ShownEntity } from './shown-entity.ts';

/** The hover card of an entity: the host's preview, or its name and description. */
export function EntityCard({ entity, description }: { entity: ShownEntity; description: string | undefined }) {
  const session = useSession();
  const [preview, setPreview] = useState<WidgetNode | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const request = session.options().entities?.onRequestPreview;
    const load = async () => {
      const answer = await request?.(hostEntityOf(entity));
      if (isCurrent) setPreview(parseWidgetNode(answer?.preview));
    };
    load().catch((thrown: unknown) => session.emit('chatkit.error', { error: toError(thrown) }));
    return () => {
      isCurrent = false;
    };
  }, [session, entity]);
  return (
    <span className="entity-card" role="tooltip">
      {preview ? (
        <WidgetPreview widget={preview} />
      ) : (
        <>
          <span className="entity-title">
            {entity.icon && <Icon name={entity.icon} size={16} />}
            <strong>{entity.title}</strong>
          </span>
          {description !== undefined && <span>{description}</span>}
        </>
      )}
    </span>
  );
}
