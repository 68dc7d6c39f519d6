import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { mailSender, smtpUrl } from './mail-settings.ts';
import { parseTrustedProxies } from './client-address.ts';
import { parseDomain } from './mail-domain.ts';

/** The address a bundled desktop page has; always allowed besides the server's own origin. */
const DESKTOP_ORIGIN = 'parley://app';

const integer = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const optionalUrl = (protocols: RegExp) => z.url({ protocol: protocols }).optional();

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: integer(8787, 0, 65_535),
  PARLEY_DATA_DIR: z.string().min(1).optional(),
  DATABASE_URL: optionalUrl(/^postgres(ql)?$/),
  DATABASE_DIRECT_URL: optionalUrl(/^postgres(ql)?$/),
  DATABASE_POOL_MAX: integer(10, 1, 500),
  DATABASE_AUTH_POOL_MAX: integer(4, 1, 100),
  BETTER_AUTH_SECRET: z.string().min(32).optional(),
  BETTER_AUTH_URL: optionalUrl(/^https?$/),
  ALLOWED_ORIGINS: z.string().optional(),
  TRUST_PROXY: z
    .string()
    .default('false')
    .transform((text, ctx) => {
      const trusted = parseTrustedProxies(text);
      if (trusted === undefined) ctx.addIssue('true, false, or addresses and subnets of proxies, separated by commas');
      return trusted ?? false;
    }),
  SIGN_UP: z.enum(['open', 'invite', 'closed']).default('open'),
  SIGN_UP_DOMAINS: z
    .string()
    .default('')
    .transform((text, ctx) => {
      const domains = text
        .split(/[\s,]+/)
        .filter(Boolean)
        .map((domain) => parseDomain(domain.replace(/^@/, '')));
      if (domains.includes(undefined)) ctx.addIssue('domains like example.com, separated by commas');
      return domains.filter((domain) => domain !== undefined);
    }),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: optionalUrl(/^https?$/),
  OPENAI_MODEL: z.string().min(1).default('gpt-5-mini'),
  OPENAI_TRANSCRIPTION_MODEL: z.string().min(1).default('whisper-1'),
  OPENAI_TIMEOUT_SECONDS: integer(30, 1, 600),
  OPENAI_HISTORY_TOKENS: integer(24_000, 1_000, 1_000_000),
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  GITHUB_CLIENT_ID: z.string().min(1).optional(),
  GITHUB_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_ISSUER: optionalUrl(/^https?$/),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(40).default('Single sign-on'),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailSender.optional(),
  OPERATOR_CONTACT: z.string().max(200).optional(),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .regex(/^[\x21-\x7e]+$/, 'letters, digits and signs of ASCII, without spaces')
    .optional(),
  CHATKIT_DOMAIN_KEY: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  MESSAGE_MAX_CHARACTERS: integer(20_000, 100, 200_000),
  ATTACHMENT_MAX_BYTES: integer(10 * 1024 * 1024, 1024, 100 * 1024 * 1024),
  ATTACHMENT_QUOTA_BYTES: integer(200 * 1024 * 1024, 1024, Number.MAX_SAFE_INTEGER),
  CONFIRMATION_TTL_SECONDS: integer(900, 1, 86_400),
  RATE_LIMIT_PER_MINUTE: integer(120, 1, 1_000_000),
  TURNS_AT_ONCE_PER_USER: integer(8, 1, 10_000),
  UPLOADS_AT_ONCE_PER_USER: integer(4, 1, 32),
  TASKS_PER_USER: integer(50_000, 1, 1_000_000),
  NOTE_BYTES_PER_USER: integer(20_000_000, 1, 1_000_000_000),
  CONVERSATIONS_PER_USER: integer(10_000, 1, 100_000),
  MESSAGE_BYTES_PER_USER: integer(1_000_000_000, 1, Number.MAX_SAFE_INTEGER),
  SIGN_IN_LIMIT_PER_MINUTE: integer(10, 1, 1_000_000),
});

/** The names `.env.example` documents; a test holds the two to the same keys. */
export const ENVIRONMENT_KEYS = Object.keys(environment.shape);

/** Another provider's sign-in, and mail, need all of their settings or none. */
const SET_TOGETHER = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['SMTP_URL', 'MAIL_FROM'],
] as const;

/** Everything the server can be told from outside, parsed once at start. */
export type Config = ReturnType<typeof parseConfig>;

/** A configuration that names every wrong variable and prints no value. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(`These settings are wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the process environment, after `.env` in the working directory when there is one.
 *
 * @throws ConfigError naming each wrong variable, never its value.
 */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return parseConfig(process.env);
}

/** Parses an environment; an empty value counts as absent, as in a copied `.env.example`. */
export function parseConfig(env: Record<string, string | undefined>) {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(present);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (present['DATABASE_URL'] && !present['BETTER_AUTH_SECRET']) {
    problems.push(
      'BETTER_AUTH_SECRET: needed with DATABASE_URL (32 characters or more; `openssl rand -base64 32` makes one)',
    );
  }
  for (const together of SET_TOGETHER) {
    const missing = together.filter((name) => !present[name]);
    if (missing.length < together.length)
      problems.push(
        ...missing.map((name) => `${name}: needed with ${together.filter((set) => present[set]).join(' and ')}`),
      );
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);

  const { data } = parsed;
  return {
    host: data.HOST,
    port: data.PORT,
    dataDir: resolve(data.PARLEY_DATA_DIR ?? defaultDataDir(env)),
    database: {
      url: data.DATABASE_URL,
      directUrl: data.DATABASE_DIRECT_URL,
      poolMax: data.DATABASE_POOL_MAX,
      authPoolMax: data.DATABASE_AUTH_POOL_MAX,
    },
    auth: { secret: data.BETTER_AUTH_SECRET, url: data.BETTER_AUTH_URL },
    signUp: { mode: data.SIGN_UP, domains: data.SIGN_UP_DOMAINS },
    providers: {
      google: client(data.GOOGLE_CLIENT_ID, data.GOOGLE_CLIENT_SECRET),
      github: client(data.GITHUB_CLIENT_ID, data.GITHUB_CLIENT_SECRET),
      oidc: client(data.OIDC_CLIENT_ID, data.OIDC_CLIENT_SECRET),
      oidcIssuer: data.OIDC_ISSUER ?? '',
      oidcName: data.OIDC_NAME,
    },
    /** Undefined when no mail can be sent. */
    mail: data.SMTP_URL && data.MAIL_FROM ? { smtp: data.SMTP_URL, from: data.MAIL_FROM } : undefined,
    operatorContact: data.OPERATOR_CONTACT,
    allowedOrigins: [DESKTOP_ORIGIN, ...(data.ALLOWED_ORIGINS ?? '').split(/[\s,]+/).filter(Boolean)],
    trustProxy: data.TRUST_PROXY,
    /** npm passes signals on that a terminal has sent to this process as well. */
    isUnderNpm: env['npm_lifecycle_event'] !== undefined,
    openai: {
      /** Neither a key nor an address: the offline model answers. */
      isOffline: data.OPENAI_API_KEY === undefined && data.OPENAI_BASE_URL === undefined,
      apiKey: data.OPENAI_API_KEY,
      baseUrl: data.OPENAI_BASE_URL,
      model: data.OPENAI_MODEL,
      transcriptionModel: data.OPENAI_TRANSCRIPTION_MODEL,
      timeoutMs: data.OPENAI_TIMEOUT_SECONDS * 1000,
      historyTokens: data.OPENAI_HISTORY_TOKENS,
    },
    chatkitDomainKey: data.CHATKIT_DOMAIN_KEY,
    metricsToken: data.METRICS_TOKEN,
    logLevel: data.LOG_LEVEL,
    limits: {
      messageCharacters: data.MESSAGE_MAX_CHARACTERS,
      attachmentBytes: data.ATTACHMENT_MAX_BYTES,
      attachmentQuotaBytes: data.ATTACHMENT_QUOTA_BYTES,
      confirmationTtlSeconds: data.CONFIRMATION_TTL_SECONDS,
      requestsPerMinute: data.RATE_LIMIT_PER_MINUTE,
      turnsAtOncePerUser: data.TURNS_AT_ONCE_PER_USER,
      uploadsAtOncePerUser: data.UPLOADS_AT_ONCE_PER_USER,
      taskQuota: { tasks: data.TASKS_PER_USER, noteBytes: data.NOTE_BYTES_PER_USER },
      conversationQuota: { conversations: data.CONVERSATIONS_PER_USER, messageBytes: data.MESSAGE_BYTES_PER_USER },
      signInsPerMinute: data.SIGN_IN_LIMIT_PER_MINUTE,
    },
  };
}

/** What a provider knows this server by. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
}

function client(clientId: string | undefined, clientSecret: string | undefined): OAuthClient | undefined {
  return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret };
}

/** Where data lives unless told otherwise: the platform's own place; a system one for root, whose home PostgreSQL cannot reach. */
function defaultDataDir(env: Record<string, string | undefined>): string {
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Parley');
  if (process.getuid?.() === 0) return '/var/lib/parley';
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Parley');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'parley');
}
