import { z } from 'zod';
import { ChatKitError } from './chatkit-error.ts';

const templateFile = z.object({
  version: z.string(),
  name: z.string(),
  template: z.string(),
  jsonSchema: z.record(z.string(), z.unknown()).optional(),
});

/** What a `.widget` file holds, as far as it is known: its template is for a Jinja engine of the host's choice. */
export type WidgetTemplate = z.output<typeof templateFile>;

/**
 * Reads the text of a `.widget` file.
 * @throws ChatKitError `not_supported` for any version but 1.0, `invalid_request` for what is no template.
 */
export function readWidgetTemplate(text: string): WidgetTemplate {
  const parsed = templateFile.safeParse(parseJson(text));
  if (!parsed.success) throw new ChatKitError('invalid_request', 'This is not a widget template.');
  if (parsed.data.version !== '1.0') {
    throw new ChatKitError('not_supported', 'Only version 1.0 of widget templates is supported.');
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
