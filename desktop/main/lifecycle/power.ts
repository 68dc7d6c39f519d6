import type { PowerMonitor } from 'electron';
import type { Signals } from '../state/signals.ts';

/** Tells the app that the computer woke up or was unlocked, and hides what should not lie open on a locked screen. */
export function setupPower(power: PowerMonitor, signals: Signals, onLocked: () => void): void {
  const wake = (): void => void signals.emit('resumed');
  power.on('resume', wake);
  power.on('unlock-screen', wake);
  power.on('lock-screen', onLocked);
  power.on('suspend', onLocked);
}
