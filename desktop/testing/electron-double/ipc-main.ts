import { onlyKnown, record } from './double-state.ts';
import { EventEmitter } from 'node:events';
import type { FrameDouble } from './frame-double.ts';
import type { WebContents } from './web-contents.ts';

type Handler = (event: IpcEvent, ...values: unknown[]) => unknown;

/** What a handler gets to know about who called. */
export interface IpcEvent {
  sender: WebContents;
  senderFrame: FrameDouble | null;
}

const handlers = new Map<string, Handler>();

class IpcMain extends EventEmitter {
  handle(channel: string, handler: Handler): void {
    record('ipcMain.handle', channel);
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    }
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  }
  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...values) => {
      this.removeHandler(channel);
      return handler(event, ...values);
    });
  }
  removeHandler(channel: string): void {
    handlers.delete(channel);
  }
}

export const ipcMain = onlyKnown('ipcMain', new IpcMain());

/** Calls a handler the way Electron does, its errors worded the way Electron words them. */
export async function invokeHandler(event: IpcEvent, channel: string, values: unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  if (!handler)
    throw new Error(`Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`);
  try {
    // What the page gets is a copy: what cannot be copied fails here as it does in Electron.
    return structuredClone(await handler(event, ...values));
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error });
  }
}

export function handledChannels(): string[] {
  return [...handlers.keys()];
}
