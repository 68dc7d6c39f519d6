import { ipcRenderer } from 'electron';
import type { ChannelInput, ChannelName, ChannelOutput } from '../ipc-contract.ts';

const REFUSAL = /: RefusedCall: (\w+)$/;

/** Calls one channel of the contract; the channel name never comes from the page, and of an error it gets the code. */
export async function call<Name extends ChannelName>(
  name: Name,
  input: ChannelInput<Name>,
): Promise<ChannelOutput<Name>> {
  try {
    return await ipcRenderer.invoke(`parley:${name}`, input);
  } catch (error) {
    // Electron writes the channel and the handler's own words into the message.
    const [, code] = REFUSAL.exec(error instanceof Error ? error.message : '') ?? [];
    throw new Error(code ?? 'internal_error', { cause: error });
  }
}

/** Subscribes a page's listener to what main sends and hands it the payload alone, never Electron's event object. */
export async function subscribe(
  what: 'event' | 'open',
  listener: (payload: never) => void,
): Promise<() => Promise<void>> {
  const channel = `parley:${what}`;
  const forward = (_event: unknown, payload: unknown): void => {
    Reflect.apply(listener, undefined, [payload]);
  };
  ipcRenderer.on(channel, forward);
  return async () => {
    ipcRenderer.removeListener(channel, forward);
  };
}
