import { useId, useLayoutEffect, useMemo, useRef } from 'react';
import { choiceAt } from '../protocol/json-fields.ts';
import type { WidgetItem, WidgetNode as Node } from '../protocol/thread-item.ts';
import { useChat } from '../session/session-hooks.tsx';
import { labelledFields, WidgetContext } from './tree/widget-context.ts';
import { WidgetNode } from './tree/widget-node.tsx';
import { WIDGET_COMPONENTS } from './widget-components.ts';

/** A widget in the transcript; while an action that covers it runs, it is faded and inert. */
export function WidgetView({ item }: { item: WidgetItem }) {
  const isBusy = useChat((state) =>
    state.runningActions.some((running) => running.itemId === item.id && running.scope === 'container'),
  );
  const frame = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    const root = frame.current?.getRootNode();
    if (!(root instanceof ShadowRoot)) return;
    const isInside = frame.current?.contains(root.activeElement) === true;
    // What is inert loses the focus, and the button that had it may be gone afterwards.
    if (isBusy) hadFocus.current = isInside;
    else if (hadFocus.current) {
      hadFocus.current = false;
      // Of a question that is answered nothing is left: then the next thing to say is what comes next.
      const isGone = frame.current?.textContent === '';
      const next = isGone ? root.querySelector<HTMLElement>('[role="textbox"]') : frame.current;
      if (root.activeElement === null || isInside) next?.focus({ preventScroll: true });
    }
  }, [isBusy]);
  return (
    <div className="widget" ref={frame} tabIndex={-1} aria-busy={isBusy} inert={isBusy}>
      <WidgetTree item={item} widget={item.widget} />
    </div>
  );
}

/** A widget tree by itself, as in the preview of an entity; its actions do nothing. */
export function WidgetPreview({ widget }: { widget: Node }) {
  return (
    <div className="widget" inert>
      <WidgetTree item={null} widget={widget} />
    </div>
  );
}

function WidgetTree({ item, widget }: { item: WidgetItem | null; widget: Node }) {
  const idPrefix = useId();
  const settings = useMemo(
    () => ({ components: WIDGET_COMPONENTS, item, idPrefix, labelled: labelledFields(widget) }),
    [item, idPrefix, widget],
  );
  const theme = choiceAt(widget, 'theme', ['light', 'dark']);
  return (
    <WidgetContext value={settings}>
      <div className="widget-root" {...(theme !== undefined && { 'data-theme': theme })}>
        <WidgetNode node={widget} path="0" />
      </div>
    </WidgetContext>
  );
}
