import { flushCompileCache, registerHooks } from 'node:module';

const DOUBLE = new URL('./electron.ts', import.meta.url).href;
const NAMES = new Set(['electron', 'electron/main', 'electron/common', 'electron/utility']);

// Without this hook the npm package of Electron would try to download its program.
registerHooks({
  resolve(specifier, context, next) {
    if (NAMES.has(specifier)) return { url: DOUBLE, format: 'module-typescript', shortCircuit: true };
    if (specifier === 'electron/renderer') throw new Error('electron/renderer was imported in the main process');
    return next(specifier, context);
  },
});

const text = process.env['PARLEY_DOUBLE'];
if (text !== undefined) {
  const { platform, resourcesPath } = JSON.parse(text) as { platform: NodeJS.Platform; resourcesPath: string };
  Object.defineProperty(process.versions, 'electron', { value: '45.3.4' });
  Object.defineProperty(process, 'platform', { value: platform });
  Object.assign(process, { type: 'browser', resourcesPath, getSystemVersion: () => '13.6.1' });
  // Playwright takes longer to load than the app does, and is not what is being measured.
  const { startControl } = await import('./control.ts');
  await startControl();
  // Tests kill the app, which then writes no cache by itself.
  flushCompileCache();
  const { double } = await import('./double-state.ts');
  double.bundleStartedAt = process.cpuUsage();
}
