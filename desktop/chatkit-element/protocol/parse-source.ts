import { choiceAt, isObject, isSetAt, numberAt, objectAt, pickTexts, textAt } from './json-fields.ts';
import type { Annotation, Source } from './thread-item.ts';

/** Reads an annotation; empty when it names no source. */
export function parseAnnotation(value: unknown): Annotation[] {
  if (!isObject(value)) return [];
  const index = numberAt(value, 'index');
  return parseSource(value.source).map((source) => ({ source, ...(index !== undefined && { index }) }));
}

/** Reads a source; empty when its type is unknown. */
export function parseSource(value: unknown): Source[] {
  if (!isObject(value)) return [];
  const type = choiceAt(value, 'type', ['url', 'file', 'entity']);
  if (type === undefined) return [];
  const texts = pickTexts(value, [
    'description',
    'timestamp',
    'group',
    'url',
    'attribution',
    'filename',
    'id',
    'icon',
    'label',
    'inline_label',
  ]);
  const title = textAt(value, 'title') ?? texts.filename ?? texts.url ?? '';
  return [{ type, title, ...texts, interactive: isSetAt(value, 'interactive'), data: objectAt(value, 'data') }];
}
