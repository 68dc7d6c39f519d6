import { readAction, type ActionBinding } from '../../protocol/action-config.ts';
import { useChat, useSession } from '../../session/session-hooks.tsx';
import { isBlocked } from '../../session/widget-actions.ts';
import { mergePayload, readForm } from './form-values.ts';
import { useWidget } from './widget-context.ts';

/** An action of a node, ready to fire. */
export type NodeAction = {
  /** Fires the action with the fields of the form around the element; false when it failed or there is none. */
  fire: (origin: Element | null) => Promise<boolean>;
  isLoading: boolean;
  /** It has to wait until the running response is over. */
  isBlocked: boolean;
  exists: boolean;
};

/** Binds an action of a widget tree to the node at a path. */
export function useAction(config: unknown, binding: ActionBinding, path: string): NodeAction {
  const session = useSession();
  const { item } = useWidget();
  const action = readAction(config, binding);
  const isLoading = useChat((state) =>
    state.runningActions.some(
      (running) => running.itemId === item?.id && running.nodePath === path && running.scope === 'self',
    ),
  );
  const isWaiting = useChat((state) => action !== null && isBlocked(action, state));
  const fire = async (origin: Element | null): Promise<boolean> => {
    if (!action || !item) return false;
    const form = origin?.closest('form');
    const { payload, dropped } = mergePayload(action.payload, form ? readForm(form) : new Map());
    for (const name of dropped) {
      session.emit('chatkit.error', {
        error: new Error(`The field "${name}" was dropped: the action's payload has the same key.`),
      });
    }
    return session.actions.run(action, payload, item, path);
  };
  return { fire, isLoading, isBlocked: isWaiting, exists: action !== null };
}
