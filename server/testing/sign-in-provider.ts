import { OAuth2Server } from 'oauth2-mock-server';

/** Who the provider says is there. */
interface Person {
  sub: string;
  email?: string;
  /** What providers say here is not always a boolean. */
  email_verified?: unknown;
  name?: string;
  picture?: string;
}

/** An OpenID Connect provider on loopback that signs real tokens and asks nobody for a password. */
export interface ScriptedProvider {
  issuer: string;
  /** Settings that make a server use it. */
  environment: Record<string, string>;
  /** Whoever signs in from now on. */
  person: Person;
  /** Makes the next visit end as if the person had pressed "Cancel". */
  denyNext(): void;
  stop(): Promise<void>;
}

/** Starts the provider on a free port. */
export async function startSignInProvider(): Promise<ScriptedProvider> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const issuer = server.issuer.url ?? '';
  const provider: ScriptedProvider = {
    issuer,
    environment: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'parley',
      OIDC_CLIENT_SECRET: 'known to both',
      OIDC_NAME: 'Example ID',
    },
    person: { sub: 'alice', email: 'alice@provider.example', email_verified: true, name: 'Alice Provider' },
    denyNext: () => {
      server.service.once('beforeAuthorizeRedirect', ({ url }: { url: URL }) => {
        url.searchParams.delete('code');
        url.searchParams.set('error', 'access_denied');
      });
    },
    stop: () => server.stop(),
  };
  server.issuer.on('beforeSigning', ({ payload }: { payload: object }) => Object.assign(payload, provider.person));
  server.service.on('beforeUserinfo', (answer: { body: unknown }) => {
    answer.body = provider.person;
  });
  return provider;
}
