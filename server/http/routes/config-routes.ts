import { Router } from '@koa/router';
import type { Config } from '../../ground/config.ts';
import type { AppRoutes, RequestState } from '../../ground/request-state.ts';

/** How many files one message may carry. */
const ATTACHMENTS_PER_MESSAGE = 10;

/** `GET /api/config`: what a client needs before anyone signs in. No secrets. */
export function configRoutes(
  config: Config,
  version: string,
  providers: { id: string; name: string }[],
  passkeyOrigin: string | null,
): AppRoutes {
  const { isOffline } = config.openai;
  const body = {
    app: 'parley',
    version,
    chat: {
      ui: config.chatkitDomainKey === undefined ? 'bundled' : 'hosted',
      domain_key: config.chatkitDomainKey ?? null,
    },
    limits: {
      message_characters: config.limits.messageCharacters,
      attachment_bytes: config.limits.attachmentBytes,
      attachments_per_message: ATTACHMENTS_PER_MESSAGE,
    },
    model: { name: isOffline ? 'offline' : config.openai.model, offline: isOffline },
    transcription: !isOffline,
    sign_in_providers: providers,
    /** Where passkeys work: pages of this origin, or none. */
    passkey_origin: passkeyOrigin,
    /** Whether a link can be sent to whoever has forgotten their password; otherwise they ask. */
    mail: config.mail !== undefined,
    operator_contact: config.operatorContact ?? null,
    sign_up: config.signUp,
    /** What a client may rely on that older servers do not have. */
    features: ['idempotency'],
  };
  return new Router<RequestState>().get('/api/config', (ctx) => void (ctx.body = body)).routes();
}
