import type { UpdateState } from '../../ipc-contract.ts';

type Reason = (UpdateState & { status: 'failed' })['reason'];

const REFUSED = new Set(['ERR_CHECKSUM_MISMATCH', 'ERR_UPDATER_INVALID_SIGNATURE', 'ERR_UPDATER_INVALID_VERSION']);
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT']);

/** An update that is there and is not one to install. */
export class RefusedUpdate extends Error {
  readonly code = 'ERR_UPDATE_REFUSED';
}

/** Which of the sentences a person gets about an update that did not come. */
export function whyUpdateFailed(error: unknown): Reason {
  if (error instanceof RefusedUpdate) return 'refused';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (REFUSED.has(code)) return 'refused';
  if (NO_ROOM.has(code)) return 'no_room';
  return 'unreachable';
}
