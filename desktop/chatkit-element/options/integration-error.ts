/** Why the element refused what the host page asked. */
export type IntegrationErrorCode = 'busy' | 'no_thread' | 'not_ready' | 'unsupported' | 'invalid_options' | 'failed';

/** A mistake or a bad moment in how the host page uses the element; the code is stable, the message is for developers. */
export class IntegrationError extends Error {
  override name = 'IntegrationError';
  readonly code: IntegrationErrorCode;

  constructor(code: IntegrationErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
