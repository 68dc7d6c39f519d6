import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { autostartFile } from './autostart-file.ts';

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-autostart-'));
  file = path.join(directory, 'autostart/parley.desktop');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('E-72 the autostart entry of a Linux desktop', () => {
  it('is there only while it is wanted', async () => {
    const entry = autostartFile(directory, '/opt/Parley/parley');
    expect(await entry.isOn()).toBe(false);
    await entry.switchOn();
    expect(await entry.isOn()).toBe(true);
    expect(await readFile(file, 'utf8')).toContain('\nExec="/opt/Parley/parley" --hidden\n');
    await entry.switchOff();
    expect(await entry.isOn()).toBe(false);
    await entry.switchOff();
  });

  it.each([
    ['/home/ada/My Apps/Parley.AppImage', '"/home/ada/My Apps/Parley.AppImage"'],
    ['/opt/100%/$HOME/`id`', '"/opt/100%%/\\\\$HOME/\\\\`id\\\\`"'],
    ['/opt/a"b\\c', '"/opt/a\\\\"b\\\\\\\\c"'],
  ])('starts %s and nothing else', async (program, quoted) => {
    await autostartFile(directory, program).switchOn();
    expect(await readFile(file, 'utf8')).toContain(`\nExec=${quoted} --hidden\n`);
  });

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('is off where the desktop says %s', async (line) => {
    const entry = autostartFile(directory, '/opt/Parley/parley');
    await entry.switchOn();
    const switchedOff = `[Desktop Entry]\nType=Application\nExec=/opt/Parley/parley\n${line}\n`;
    await writeFile(file, switchedOff);
    expect(await entry.isOn()).toBe(false);
    await entry.refresh();
    expect(await readFile(file, 'utf8')).toBe(switchedOff);
  });

  it('follows an AppImage whose name changes while the app quits, unless it is off', async () => {
    const entry = autostartFile(directory, '/home/ada/Parley-1.0.0.AppImage');
    entry.follow('/home/ada/Parley-1.1.0.AppImage');
    expect(await entry.isOn()).toBe(false);
    await entry.switchOn();
    entry.follow('/home/ada/Parley-1.1.0.AppImage');
    // Nobody waits for anything then.
    expect(readFileSync(file, 'utf8')).toContain('\nExec="/home/ada/Parley-1.1.0.AppImage" --hidden\n');
    await writeFile(file, '[Desktop Entry]\nHidden=true\n');
    entry.follow('/home/ada/Parley-1.2.0.AppImage');
    expect(await readFile(file, 'utf8')).toBe('[Desktop Entry]\nHidden=true\n');
  });

  it('follows an AppImage that was moved, and comes from nowhere by itself', async () => {
    await autostartFile(directory, '/home/ada/Parley-1.AppImage').refresh();
    expect(await autostartFile(directory, '/x').isOn()).toBe(false);
    await autostartFile(directory, '/home/ada/Parley-1.AppImage').switchOn();
    await autostartFile(directory, '/home/ada/Parley-2.AppImage').refresh();
    expect(await readFile(file, 'utf8')).toContain('Exec="/home/ada/Parley-2.AppImage" --hidden');
  });
});
