/** JSON whose members have not been looked at yet. */
export type JsonObject = { [key: string]: unknown };

/** Whether a value is a JSON object and not an array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a key, or an empty one. */
export function objectAt(source: JsonObject, key: string): JsonObject {
  const value = source[key];
  return isObject(value) ? value : {};
}

/** The text at a key, or undefined when it is not text. */
export function textAt(source: JsonObject, key: string): string | undefined {
  const value = source[key];
  return typeof value === 'string' ? value : undefined;
}

/** The finite number at a key, or undefined. */
export function numberAt(source: JsonObject, key: string): number | undefined {
  const value = source[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Whether the value at a key is exactly true. */
export function isSetAt(source: JsonObject, key: string): boolean {
  return source[key] === true;
}

/** The array at a key, or an empty one. */
export function listAt(source: JsonObject, key: string): unknown[] {
  const value = source[key];
  return Array.isArray(value) ? value : [];
}

/** The text at a key when it is one of the choices, or undefined. */
export function choiceAt<Choice extends string>(
  source: JsonObject,
  key: string,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === source[key]);
}

/** The strings in the array at a key. */
export function textsAt(source: JsonObject, key: string): string[] {
  return listAt(source, key).filter((entry) => typeof entry === 'string');
}

/** The members among these keys that are text. */
export function pickTexts<Key extends string>(source: JsonObject, keys: readonly Key[]): { [K in Key]?: string } {
  const picked: { [K in Key]?: string } = {};
  for (const key of keys) {
    const text = textAt(source, key);
    if (text !== undefined) picked[key] = text;
  }
  return picked;
}

/** The entry of a table under a name from outside; names like "constructor" are not entries. */
export function lookUp<Entry>(table: Readonly<Record<string, Entry>>, name: unknown): Entry | undefined {
  return typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
}
