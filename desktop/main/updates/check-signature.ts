import type { NsisUpdater } from 'electron-updater';
import { verifySignature } from 'electron-updater/out/windowsExecutableCodeSignatureVerifier.js';

/**
 * Checks an installer as electron-updater does, which says "good" where Windows has no PowerShell to ask, and only its log
 * knows better.
 *
 * @returns what is wrong with the signature, null for nothing
 */
export const checkSignature: NsisUpdater['verifyUpdateCodeSignature'] = async (publisherNames, file) => {
  let wasIgnored = false;
  const answer = await verifySignature(publisherNames, file, {
    info: () => undefined,
    warn: (message: string) => {
      wasIgnored ||= message.includes('Ignoring signature validation');
    },
    error: () => undefined,
  });
  return answer ?? (wasIgnored ? 'Nothing here can check signatures.' : null);
};
