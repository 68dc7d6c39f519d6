import { type App, dialog } from 'electron';
import type { DesktopState } from '../../ipc-contract.ts';
import { exportDiagnostics } from './export-diagnostics.ts';
import { logDirectory } from './log-file.ts';

/**
 * Asks where to, and saves a zip of redacted logs and of what runs here; no person and no server is named in it.
 *
 * @returns false when the person changed their mind
 */
export async function saveDiagnostics(app: App, state: DesktopState, refusedLinks: number): Promise<boolean> {
  const { filePath } = await dialog.showSaveDialog({ defaultPath: 'parley-diagnostics.zip' });
  if (!filePath) return false;
  const { account, accounts, server, ...shareable } = state;
  const { electron, chrome, node, v8 } = process.versions;
  await exportDiagnostics(filePath, logDirectory(app), {
    version: app.getVersion(),
    versions: { electron, chrome, node, v8 },
    platform: process.platform,
    arch: process.arch,
    system: process.getSystemVersion(),
    isPackaged: app.isPackaged,
    isSignedIn: account !== null,
    accounts: accounts.length,
    isBuiltInServer: server.isDefault,
    state: shareable,
    refusedLinks,
  });
  return true;
}
