import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Logger } from 'pino';
import { type ChannelInput, type ChannelName, type ChannelOutput, channels } from '../../ipc-contract.ts';
import { isAppUrl } from '../ground/app-origin.ts';

export type WindowKind = 'main' | 'quickAdd';

const MAX_ARGUMENT_CHARACTERS = 64 * 1024;
const MAX_STRING = 8 * 1024;
const MAX_ENTRIES = 100;
const MAX_DEPTH = 5;

/** What main does for each channel; a channel without its handler does not compile. */
export type ChannelHandlers = {
  [Name in ChannelName]: (input: ChannelInput<Name>) => Promise<ChannelOutput<Name>> | ChannelOutput<Name>;
};

/** A call that main did not take: the page learns the code and nothing else. */
export class RefusedCall extends Error {
  constructor(code: 'refused' | 'invalid_request' | 'internal_error') {
    super(code);
    this.name = 'RefusedCall';
  }
}

/**
 * Registers every channel of the contract; nothing else in the app listens to pages.
 *
 * @param kindOf which of the app's windows a web contents id belongs to
 */
export function registerChannels(
  ipc: Pick<IpcMain, 'handle'>,
  handlers: ChannelHandlers,
  kindOf: (webContentsId: number) => WindowKind | undefined,
  logger: Logger,
): void {
  const register = (name: ChannelName): void => {
    const { from, input, output } = channels[name];
    const handler: (value: never) => unknown = handlers[name];
    ipc.handle(`parley:${name}`, async (event, ...values: unknown[]) => {
      if (!isTrustedSender(event, from, kindOf)) {
        logger.warn({ channel: name }, 'a call from the wrong sender was refused');
        throw new RefusedCall('refused');
      }
      const parsed = values.length === 1 && isSmall(values[0]) ? input.safeParse(values[0]) : null;
      if (!parsed?.success) {
        const paths = parsed?.error.issues.map((issue) => issue.path.map(String).join('.').slice(0, 80));
        logger.warn({ channel: name, paths }, 'a call with the wrong input was refused');
        throw new RefusedCall('invalid_request');
      }
      try {
        return output.parse(await Reflect.apply(handler, undefined, [parsed.data]));
      } catch (error) {
        logger.error({ err: error, channel: name }, 'a call failed');
        throw new RefusedCall('internal_error');
      }
    });
  };
  for (const name of Object.keys(channels)) if (isChannelName(name)) register(name);
}

/** Whether a call comes from the top frame of the right window, showing one of our own pages. */
export function isTrustedSender(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  from: WindowKind,
  kindOf: (webContentsId: number) => WindowKind | undefined,
): boolean {
  const frame = event.senderFrame;
  // A frame that navigated away or died since it called is null.
  if (frame === null || frame !== event.sender.mainFrame || frame.parent !== null) return false;
  return isAppUrl(frame.url) && kindOf(event.sender.id) === from;
}

function isChannelName(name: string): name is ChannelName {
  return Object.hasOwn(channels, name);
}

/** Plain JSON of a sensible size; what a page could make large or strange is refused before a schema looks at it. */
function isSmall(value: unknown): boolean {
  let left = MAX_ARGUMENT_CHARACTERS;
  const spend = (each: unknown, depth: number): boolean => {
    left -= typeof each === 'string' ? each.length : 8;
    if (left < 0 || depth > MAX_DEPTH || (typeof each === 'string' && each.length > MAX_STRING)) return false;
    if (typeof each !== 'object' || each === null) return true;
    const entries = isPlain(each) ? Object.entries(each) : null;
    if (entries === null || entries.length > MAX_ENTRIES) return false;
    return entries.every(([key, inner]) => spend(key, depth) && spend(inner, depth + 1));
  };
  return spend(value, 0);
}

function isPlain(value: object): boolean {
  return Array.isArray(value) ? value.length <= MAX_ENTRIES : Object.getPrototypeOf(value) === Object.prototype;
}
