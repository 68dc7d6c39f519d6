import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from '../ground/atomic-file.ts';

/** How people switch an entry off in their desktop's own settings. */
const SWITCHED_OFF = /^(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m;

/** The entry that has a Linux desktop start Parley at login. */
export interface AutostartFile {
  isOn: () => Promise<boolean>;
  switchOn: () => Promise<void>;
  switchOff: () => Promise<void>;
  /** Follows a program that was moved, as AppImages are. */
  refresh: () => Promise<void>;
  /** Follows a program that is getting another name while the app quits: it waits for nothing. */
  follow: (program: string) => void;
}

/**
 * Names the entry; nothing is written yet.
 *
 * @param directory the desktop's configuration, such as `~/.config`
 * @param program what to start: an AppImage itself, since what it mounts is gone after it quits
 */
export function autostartFile(directory: string, program: string): AutostartFile {
  const file = path.join(directory, 'autostart', 'parley.desktop');
  const read = (): Promise<string | null> => readFile(file, 'utf8').catch(() => null);
  const isOn = async (): Promise<boolean> => {
    const entry = await read();
    return entry !== null && !SWITCHED_OFF.test(entry);
  };
  const switchOn = async (): Promise<void> => {
    await mkdir(path.dirname(file), { recursive: true });
    await writeAtomically(file, describeEntry(program));
  };
  return {
    isOn,
    switchOn,
    switchOff: () => rm(file, { force: true }),
    refresh: async () => {
      if ((await isOn()) && (await read()) !== describeEntry(program)) await switchOn();
    },
    follow: (renamed) => {
      if (!existsSync(file) || SWITCHED_OFF.test(readFileSync(file, 'utf8'))) return;
      writeFileSync(`${file}.new`, describeEntry(renamed), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}

function describeEntry(program: string): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Parley',
    'Icon=parley',
    `Exec=${quote(program)} --hidden`,
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  return `${lines.join('\n')}\n`;
}

/** Quotes an argument of `Exec`: once for its own rules, once more for backslashes in any value, and `%` is a code. */
function quote(program: string): string {
  const argument = program.replaceAll(/["\\`$]/g, '\\$&').replaceAll('%', '%%');
  return `"${argument.replaceAll('\\', '\\\\')}"`;
}
