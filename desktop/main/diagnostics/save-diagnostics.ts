import path from 'node:path';
import { type App, dialog } from 'electron';
import type { DesktopState } from '../../ipc-contract.ts';
import { exportDiagnostics } from './export-diagnostics.ts';

/**
 * Asks where to, and saves a zip of redacted logs and of what runs here; nobody is named in it.
 *
 * @returns false when the person changed their mind
 */
export async function saveDiagnostics(app: App, state: DesktopState, refusedLinks: number): Promise<boolean> {
  const { filePath } = await dialog.showSaveDialog({ defaultPath: 'parley-diagnostics.zip' });
  if (!filePath) return false;
  const { account: _account, accounts, ...shareable } = state;
  await exportDiagnostics(filePath, path.join(app.getPath('userData'), 'logs'), {
    version: app.getVersion(),
    versions: process.versions,
    platform: process.platform,
    accounts: accounts.length,
    state: shareable,
    refusedLinks,
  });
  return true;
}
