import type { HeldResult } from '../../mcp/tool-result.ts';

/** What the model is told of a call that waits. */
export function heldResult(): HeldResult {
  return {
    success: false,
    error: {
      code: 'confirmation_required',
      message: 'Nothing has happened yet: the user has been asked to confirm this. Do not call it again.',
    },
  };
}
