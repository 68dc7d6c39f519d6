import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { readSmallFile } from '../storage/atomic-file.ts';
import { redact } from './redact.ts';

const MAX_LOG_BYTES = 6 * 1024 * 1024;

/**
 * Writes a zip of the logs, redacted once more, and of what runs here.
 *
 * @param facts versions and states; nothing a person wrote
 */
export async function exportDiagnostics(
  target: string,
  logDirectory: string,
  facts: Record<string, unknown>,
): Promise<void> {
  const names = (await readdir(logDirectory).catch(() => [])).filter((name) => /^parley\.log(\.\d)?$/.test(name));
  const logs = await Promise.all(
    names.map(async (name) => {
      // What is no log of ours but a link to something else stays out.
      const text = (await readSmallFile(path.join(logDirectory, name), MAX_LOG_BYTES)) ?? '';
      return [`logs/${name}`, strToU8(redact(text))] as const;
    }),
  );
  const about = strToU8(redact(JSON.stringify(facts, null, 2)));
  await writeFile(target, zipSync({ 'about.json': about, ...Object.fromEntries(logs) }), { mode: 0o600 });
}
