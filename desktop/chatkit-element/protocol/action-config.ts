import { choiceAt, isObject, textAt, type JsonObject } from './json-fields.ts';

/** An action of a widget with every default applied. */
export type ActionConfig = {
  type: string;
  payload: JsonObject | undefined;
  handler: 'server' | 'client';
  loading: 'self' | 'container' | 'none';
  isStreaming: boolean;
};

/** What fires an action; it decides what "auto" loading means. */
export type ActionBinding = 'click' | 'change' | 'submit' | 'card';

/** Reads an action of a widget tree; null when there is none. */
export function readAction(value: unknown, binding: ActionBinding): ActionConfig | null {
  if (!isObject(value)) return null;
  const type = textAt(value, 'type');
  if (type === undefined) return null;
  const loading = choiceAt(value, 'loadingBehavior', ['auto', 'self', 'container', 'none']) ?? 'auto';
  return {
    type,
    payload: isObject(value.payload) ? value.payload : undefined,
    handler: choiceAt(value, 'handler', ['server', 'client']) ?? 'server',
    loading: loading === 'auto' ? AUTO_LOADING[binding] : loading,
    isStreaming: value.streaming !== false,
  };
}

const AUTO_LOADING = { click: 'self', change: 'none', submit: 'self', card: 'container' } as const;
