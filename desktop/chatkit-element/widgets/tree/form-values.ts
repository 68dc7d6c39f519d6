import type { JsonObject } from '../../protocol/json-fields.ts';

/** The value of every named field of a form; cleared ones are left out. */
export function readForm(form: HTMLFormElement): Map<string, string | boolean> {
  const values = new Map<string, string | boolean>();
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === 'checkbox') values.set(field.name, field.checked);
    else if (field instanceof HTMLInputElement && field.type === 'radio') {
      if (field.checked) values.set(field.name, field.value);
    } else if (
      field instanceof HTMLInputElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
    ) {
      if (field.value !== '') values.set(field.name, field.value);
    }
  }
  values.delete('');
  return values;
}

/**
 * The payload of an action fired inside a form. Dotted names nest; what the action declares wins.
 *
 * @returns the payload and the fields that were dropped because the action declares the same key.
 */
export function mergePayload(
  declared: JsonObject | undefined,
  values: ReadonlyMap<string, string | boolean>,
): { payload: JsonObject | undefined; dropped: string[] } {
  if (values.size === 0) return { payload: declared, dropped: [] };
  const payload: JsonObject = structuredClone(declared ?? {});
  const dropped: string[] = [];
  for (const [name, value] of values) {
    if (!assign(payload, name.split('.'), value)) dropped.push(name);
  }
  return { payload, dropped };
}

/** Names come from a model: these would reach into the prototype. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function assign(target: JsonObject, path: readonly string[], value: string | boolean): boolean {
  const [key, ...rest] = path;
  if (key === undefined || path.some((part) => FORBIDDEN.has(part))) return false;
  const present: unknown = target[key];
  if (rest.length === 0) {
    if (key in target) return false;
    target[key] = value;
    return true;
  }
  if (present === undefined) {
    const inner: JsonObject = {};
    target[key] = inner;
    return assign(inner, rest, value);
  }
  return isNested(present) && assign(present, rest, value);
}

function isNested(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
