import { contextBridge } from 'electron';
import type { QuickAddBridge } from '../ipc-contract.ts';
import { call, subscribe } from './bridge-calls.ts';

const bridge: QuickAddBridge = {
  submit: (input) => call('submitQuickAdd', input),
  previewDates: (input) => call('previewDates', input),
  hide: () => call('hideQuickAdd', {}),
  resize: (input) => call('resizeQuickAdd', input),
  onEvent: (listener) => subscribe('event', listener),
};

contextBridge.exposeInMainWorld('parleyQuickAdd', bridge);
