import * as z from 'zod/mini';

/** What the server tells before anybody signed in. */
export const appConfig = z.object({
  version: z.string(),
  chat: z.object({ ui: z.enum(['bundled', 'hosted']), domain_key: z.nullable(z.string()) }),
  limits: z.object({
    message_characters: z.number(),
    attachment_bytes: z.number(),
    attachments_per_message: z.number(),
  }),
  /** `local` is one that runs on the server's computer and is not used; older servers say nothing of it. */
  model: z.object({
    name: z.optional(z.string()),
    offline: z.boolean(),
    local: z.optional(z.nullable(z.object({ app: z.string(), base_url: z.string(), model: z.string() }))),
  }),
  transcription: z.boolean(),
  /** Whether the server sends mail, and whom to ask when it does not; older servers say nothing of it. */
  mail: z.optional(z.boolean()),
  operator_contact: z.optional(z.nullable(z.string())),
  /** The origin of pages that passkeys work on. */
  passkey_origin: z.optional(z.nullable(z.string())),
  /** Other ways to sign in; older servers say nothing of them. */
  sign_in_providers: z.optional(z.array(z.object({ id: z.string(), name: z.string() }))),
  /** Who may make an account; on older servers everybody. */
  sign_up: z.optional(z.object({ mode: z.enum(['open', 'invite', 'closed']), domains: z.array(z.string()) })),
});

export type AppConfig = z.infer<typeof appConfig>;
