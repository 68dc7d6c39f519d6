import { Router } from '@koa/router';
import type { Config } from '../../ground/config.ts';
import type { AppRoutes, RequestState } from '../../ground/request-state.ts';

/** How many files one message may carry. */
const ATTACHMENTS_PER_MESSAGE = 10;

/** What is known at the start, besides the settings. */
interface ConfigParts {
  version: string;
  providers: { id: string; name: string }[];
  passkeyOrigin: string | null;
  /** A model on the server's computer that is not used. */
  localModel: Promise<{ app: string; baseUrl: string; model: string } | null>;
}

/** `GET /api/config`: what a client needs before anyone signs in. No secrets. */
export function configRoutes(
  config: Config,
  { version, providers, passkeyOrigin, localModel }: ConfigParts,
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
  const model = { name: isOffline ? 'offline' : config.openai.model, offline: isOffline };
  return new Router<RequestState>()
    .get('/api/config', async (ctx) => {
      const found = await localModel;
      const local = found && { app: found.app, base_url: found.baseUrl, model: found.model };
      ctx.body = { ...body, model: { ...model, local } };
    })
    .routes();
}
