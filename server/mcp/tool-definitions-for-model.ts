import type { Tool } from './define-tool.ts';
import type { JsonSchema } from './tool-schemas.ts';

/** A tool as OpenAI's chat completions, and every endpoint compatible with them, take it. */
export interface ModelTool {
  readonly type: 'function';
  readonly function: { readonly name: string; readonly description: string; readonly parameters: JsonSchema };
}

/** Describes tools for a model, once at start; fields that say who calls or that only our own code sends are not in it. */
export function toolDefinitionsForModel(tools: readonly Tool[]): ModelTool[] {
  return tools.map(({ name, description, inputJsonSchema }) => ({
    type: 'function',
    function: { name, description, parameters: inputJsonSchema },
  }));
}
