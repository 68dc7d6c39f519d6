import { z } from 'zod';
import type { RequestedCall } from './tool-call-collector.ts';

const anyArguments = z.union([z.record(z.string(), z.unknown()), z.string()]).optional();
const plainCall = z.object({ name: z.string(), arguments: anyArguments, parameters: anyArguments });
/** One call, or one as the API itself writes it, or a list of either. */
const writtenCall = z.union([
  plainCall.transform((call) => [call]),
  z.object({ function: plainCall }).transform((call) => [call.function]),
  z
    .object({ tool_calls: z.array(z.union([plainCall, z.object({ function: plainCall })])).nonempty() })
    .transform((list) => list.tool_calls.map((call) => ('function' in call ? call.function : call))),
]);

/** What models put around and between calls that they write: fences, tags of several templates, commas. */
const WRAPPING =
  /(?:\s|[,;]|```[a-z_]*|<[/|]{0,2}(?:tool_calls?|function_calls?|tools?|python_tag)\|?>|\[\/?TOOL_CALLS\])+/iuy;

/**
 * Reads a reply that is nothing but calls written as text, as small local models do.
 *
 * @returns undefined when it is anything else, or names a tool that there is not.
 */
export function readWrittenCalls(text: string, toolNames: ReadonlySet<string>): RequestedCall[] | undefined {
  const calls: RequestedCall[] = [];
  let at = skipWrapping(text, 0);
  while (at < text.length) {
    const end = findEnd(text, at);
    const found = end === undefined ? undefined : parse(text.slice(at, end));
    if (end === undefined || !found || !found.every(({ name }) => toolNames.has(name))) return undefined;
    for (const { name, arguments: given, parameters } of found) {
      const args = given ?? parameters ?? {};
      calls.push({ name, arguments: typeof args === 'string' ? args : JSON.stringify(args) });
    }
    at = skipWrapping(text, end);
  }
  return calls.length > 0 ? calls : undefined;
}

function skipWrapping(text: string, at: number): number {
  WRAPPING.lastIndex = at;
  return WRAPPING.test(text) ? WRAPPING.lastIndex : at;
}

/** @returns where the JSON value that begins here ends; undefined when none does. */
function findEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let isText = false;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (isText) {
      if (letter === '\\') at += 1;
      else isText = letter !== '"';
    } else if (letter === '"') isText = true;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') depth -= 1;
    if (depth === 0) return isText ? undefined : at + 1;
  }
  return undefined;
}

function parse(json: string): z.infer<typeof plainCall>[] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const parsed = z
      .array(writtenCall)
      .nonempty()
      .safeParse(Array.isArray(value) ? value : [value]);
    return parsed.data?.flat();
  } catch {
    return undefined;
  }
}
