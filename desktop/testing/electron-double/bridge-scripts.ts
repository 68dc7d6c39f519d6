import { decodeValue, encodeValue } from './structured-codec.ts';

/** The world preloads run in. */
export const ISOLATED_WORLD = 'electron-isolated';

/** The binding through which the isolated world reaches the main process. */
export const BINDING = '__parleyDoubleIpc';

/**
 * The page's half of the context bridge: waits for one description and puts frozen functions on the window. It keeps its
 * own references to what it uses, so that a page which tampers with the built-ins afterwards changes nothing.
 */
export function mainWorldScript(secret: string): string {
  return `(() => {
    if (window !== window.top) return;
    const dispatch = document.dispatchEvent.bind(document), listen = document.addEventListener.bind(document);
    const Event = CustomEvent, Wait = Promise, freeze = Object.freeze, define = Object.defineProperty;
    const assign = Map.prototype.set, find = Map.prototype.get, drop = Map.prototype.delete, apply = Reflect.apply;
    const waiting = new Map(), callbacks = new Map();
    let next = 1;
    const outgoing = (value) => {
      if (typeof value !== 'function') return value;
      const id = next++;
      apply(assign, callbacks, [id, value]);
      return { __callback: id };
    };
    const incoming = (value) => value && typeof value === 'object' && value.__function ? proxy(value.__function) : value;
    const proxy = (target) => freeze((...args) => new Wait((resolve, reject) => {
      const id = next++;
      apply(assign, waiting, [id, { resolve, reject }]);
      const sent = [];
      for (let i = 0; i < args.length; i++) define(sent, i, { value: outgoing(args[i]), enumerable: true, configurable: true, writable: true });
      dispatch(new Event('${secret}-call', { detail: { id, target, args: sent } }));
    }));
    listen('${secret}-expose', ({ detail }) => {
      if (!detail) return;
      if (detail.key in window) return dispatch(new Event('${secret}-exposed', { detail: 'Cannot bind an API on top of an existing property on the window object' }));
      const api = {};
      for (const [name, member] of detail.members) define(api, name, { value: incoming(member), enumerable: true });
      define(window, detail.key, { value: freeze(api), enumerable: true });
    });
    listen('${secret}-result', ({ detail }) => {
      const found = apply(find, waiting, [detail.id]);
      if (!found) return;
      apply(drop, waiting, [detail.id]);
      if (detail.error === undefined) found.resolve(incoming(detail.value)); else found.reject(new Error(detail.error));
    });
    listen('${secret}-callback', ({ detail }) => {
      const callback = apply(find, callbacks, [detail.id]);
      if (callback) callback(...detail.args);
    });
  })();`;
}

/**
 * The preload, wrapped the way a sandboxed renderer runs it: a `require` for electron alone, and no Node.
 *
 * @param processInfo what `process` is in there
 */
export function isolatedWorldScript(secret: string, preload: string, processInfo: object): string {
  return `(() => {
    const send = (message) => globalThis.${BINDING}(JSON.stringify(message));
    const isFrame = window !== window.top;
    for (const [name, type] of [['mousedown', 'mouseDown'], ['keydown', 'rawKeyDown']]) {
      addEventListener(name, (event) => { if (event.isTrusted) send({ kind: 'input', channel: type, isFrame }); }, true);
    }
    if (isFrame) return;
    ${encodeValue.toString()}
    ${decodeValue.toString()}
    const waiting = new Map(), listeners = new Map(), functions = new Map();
    let next = 1;
    const ipcRenderer = {
      invoke: (channel, ...args) => new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        send({ kind: 'invoke', id, channel, args: encodeValue(args) });
      }),
      send: (channel, ...args) => send({ kind: 'send', channel, args: encodeValue(args) }),
      on: (channel, listener) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]); },
      removeListener: (channel, listener) => { listeners.set(channel, (listeners.get(channel) ?? []).filter((each) => each !== listener)); },
    };
    globalThis.__parleyDoubleDeliver = (text) => {
      const { kind, id, channel, value, error } = JSON.parse(text);
      if (kind === 'result') {
        const found = waiting.get(id);
        waiting.delete(id);
        if (error === undefined) found?.resolve(decodeValue(value)); else found?.reject(new Error(error));
        return;
      }
      const event = { sender: ipcRenderer, senderId: 0, ports: [] };
      for (const listener of listeners.get(channel) ?? []) listener(event, ...decodeValue(value));
    };
    const describe = (value) => {
      if (typeof value === 'function') {
        const id = next++;
        functions.set(id, value);
        return { __function: id };
      }
      if (typeof value === 'symbol' || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) !== Object.prototype && !Array.isArray(value))) {
        throw new Error('An object could not be cloned.');
      }
      return value;
    };
    const contextBridge = {
      exposeInMainWorld: (key, api) => {
        let problem;
        const onExposed = ({ detail }) => { problem = detail; };
        document.addEventListener('${secret}-exposed', onExposed);
        document.dispatchEvent(new CustomEvent('${secret}-expose', { detail: { key, members: Object.entries(api).map(([name, member]) => [name, describe(member)]) } }));
        document.removeEventListener('${secret}-exposed', onExposed);
        if (problem) throw new Error(problem);
      },
    };
    document.addEventListener('${secret}-call', async ({ detail }) => {
      const answer = (rest) => document.dispatchEvent(new CustomEvent('${secret}-result', { detail: { id: detail.id, ...rest } }));
      try {
        const args = detail.args.map((each) => each && each.__callback
          ? (...values) => document.dispatchEvent(new CustomEvent('${secret}-callback', { detail: { id: each.__callback, args: values } }))
          : each);
        const result = functions.get(detail.target)(...args);
        if (!(result instanceof Promise)) throw new Error('the bridge exposes a function that returns no promise');
        answer({ value: describe(await result) });
      } catch (error) {
        answer({ error: error.message });
      }
    });
    const onlyKnown = (name, known) => new Proxy(known, { get: (target, key) => {
      if (key in target || typeof key === 'symbol' || key === '__esModule' || key === 'default' || key === 'then') return target[key];
      send({ kind: 'gap', channel: name + '.' + key });
      throw new Error('not in the double: ' + name + '.' + key);
    } });
    class EventEmitter {
      heard = new Map();
      on(name, listener) { this.heard.set(name, [...(this.heard.get(name) ?? []), listener]); return this; }
      emit(name, ...values) { for (const listener of this.heard.get(name) ?? []) listener(...values); return this.heard.has(name); }
    }
    const modules = {
      electron: onlyKnown('electron/renderer', {
        contextBridge: onlyKnown('contextBridge', contextBridge),
        ipcRenderer: onlyKnown('ipcRenderer', ipcRenderer),
      }),
      events: Object.assign(EventEmitter, { EventEmitter }),
      timers: { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate: (run, ...values) => setTimeout(run, 0, ...values), clearImmediate: clearTimeout },
      // What browsers got instead of Node's module before they had a URL of their own.
      url: { parse: (text) => Object.assign(document.createElement('a'), { href: text }) },
    };
    const require = (name) => {
      if (name in modules) return modules[name];
      throw new Error('module not found: ' + name);
    };
    const module = { exports: {} };
    const process = Object.freeze(${JSON.stringify(processInfo)});
    (function (require, module, exports, process, Buffer) {
      ${preload}
    })(require, module, module.exports, process, undefined);
  })();`;
}
