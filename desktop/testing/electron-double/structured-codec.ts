/**
 * Writes a value as JSON that keeps what structured cloning keeps. Sent into the page as source, so it uses nothing from
 * outside itself.
 */
export function encodeValue(value: unknown): string {
  const pack = (each: unknown): unknown => {
    if (each === undefined) return { $: 'undefined' };
    if (typeof each === 'bigint') return { $: 'bigint', v: String(each) };
    if (typeof each === 'function' || typeof each === 'symbol') throw new Error('An object could not be cloned.');
    if (typeof each !== 'object' || each === null)
      return Number.isFinite(each) || typeof each !== 'number' ? each : { $: 'number', v: String(each) };
    if (Array.isArray(each)) return each.map(pack);
    if (each instanceof Date) return { $: 'date', v: each.getTime() };
    if (each instanceof Map) return { $: 'map', v: [...each].map(pack) };
    if (each instanceof Set) return { $: 'set', v: [...each].map(pack) };
    if (each instanceof Error) return { $: 'error', v: each.message };
    if (each instanceof Uint8Array) return { $: 'bytes', v: [...each] };
    return { $: 'object', v: Object.entries(each).map(([key, inner]) => [key, pack(inner)]) };
  };
  return JSON.stringify(pack(value));
}

/** Reads what `encodeValue` wrote. Sent into the page as source as well. */
export function decodeValue(text: string): unknown {
  const unpack = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(unpack);
    if (typeof each !== 'object' || each === null) return each;
    const { $: kind, v } = each as { $: string; v: never };
    if (kind === 'undefined') return undefined;
    if (kind === 'bigint') return BigInt(v);
    if (kind === 'number') return Number(v);
    if (kind === 'date') return new Date(v);
    if (kind === 'map') return new Map((v as unknown[]).map(unpack) as [unknown, unknown][]);
    if (kind === 'set') return new Set((v as unknown[]).map(unpack));
    if (kind === 'error') return new Error(v);
    if (kind === 'bytes') return Uint8Array.from(v as number[]);
    const made: Record<string, unknown> = {};
    for (const [key, inner] of v as [string, unknown][]) {
      Object.defineProperty(made, key, { value: unpack(inner), enumerable: true, writable: true, configurable: true });
    }
    return made;
  };
  return unpack(JSON.parse(text));
}
