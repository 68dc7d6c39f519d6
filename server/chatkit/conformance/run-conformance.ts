import { actionChecks } from './action-checks.ts';
import { attachmentChecks } from './attachment-checks.ts';
import { cancelChecks } from './cancel-checks.ts';
import { clientToolChecks } from './client-tool-checks.ts';
import type { ConformanceTarget } from './conformance-target.ts';
import { createThreadChecks } from './create-thread-checks.ts';
import { failureChecks } from './failure-checks.ts';
import { jsonChecks } from './json-checks.ts';
import { readingChecks } from './reading-checks.ts';
import { responderChecks } from './responder-checks.ts';
import { retryChecks } from './retry-checks.ts';
import { structuredInputChecks } from './structured-input-checks.ts';
import { threadChangeChecks } from './thread-change-checks.ts';
import { transportChecks } from './transport-checks.ts';
import { userMessageChecks } from './user-message-checks.ts';
import { widgetChecks } from './widget-checks.ts';

/**
 * Every check of the ChatKit protocol that one server can be put to. Four things have tests beside what they test: CORS is
 * the host's; refusing cancels needs a second server; a client that goes before the responder began cannot be timed from
 * outside; and what becomes of client tools is the business of the host's agent. What clients have to do is tested in
 * `desktop/chatkit-element/`.
 */
export function runConformance(target: ConformanceTarget): void {
  transportChecks(target);
  jsonChecks(target);
  createThreadChecks(target);
  userMessageChecks(target);
  responderChecks(target);
  threadChangeChecks(target);
  failureChecks(target);
  cancelChecks(target);
  clientToolChecks(target);
  structuredInputChecks(target);
  actionChecks(target);
  retryChecks(target);
  readingChecks(target);
  attachmentChecks(target);
  widgetChecks(target);
}
