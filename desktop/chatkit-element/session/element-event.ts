import type { ChatKitEvents } from '@openai/chatkit';

/** The detail each event of the element carries. */
export type EventDetails = { [Name in keyof ChatKitEvents]: ChatKitEvents[Name]['detail'] };

/** Dispatches one of the element's events. */
export type EmitEvent = <Name extends keyof EventDetails>(name: Name, ...detail: DetailArguments<Name>) => void;

type DetailArguments<Name extends keyof EventDetails> = EventDetails[Name] extends void ? [] : [EventDetails[Name]];

/** Whatever was thrown, as an Error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
