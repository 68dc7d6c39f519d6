import { textAt, type JsonObject } from '../../protocol/json-fields.ts';
import { useWidget } from '../tree/widget-context.ts';

/** The name a field is sent under; empty when the widget gives none, and then it is not sent. */
export function fieldName(field: JsonObject): string {
  return textAt(field, 'name') ?? '';
}

/** What ties a field to its Label, or names it by its placeholder when it has none. */
export function useFieldLabel(name: string, fallback: string | undefined): { id: string; 'aria-label'?: string } {
  const { idPrefix, labelled } = useWidget();
  const id = `${idPrefix}-${name}`;
  return labelled.has(name) ? { id } : { id, 'aria-label': fallback ?? name };
}
