import { ipcRenderer } from 'electron';
import type { ChannelInput, ChannelName, ChannelOutput } from '../ipc-contract.ts';

/** Calls one channel of the contract; the channel name never comes from the page. */
export function call<Name extends ChannelName>(name: Name, input: ChannelInput<Name>): Promise<ChannelOutput<Name>> {
  return ipcRenderer.invoke(`parley:${name}`, input);
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
