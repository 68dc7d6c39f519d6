import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../server/http/security-headers.ts';
import { createContentSecurityPolicy } from './content-security-policy.ts';

const parse = (policy: string): Map<string, string[]> =>
  new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );

describe('E-27 the content security policy', () => {
  const policy = parse(createContentSecurityPolicy());

  it('allows nothing it does not name', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
    for (const name of ['object-src', 'base-uri', 'form-action', 'frame-ancestors', 'media-src']) {
      expect(policy.get(name), name).toEqual(["'none'"]);
    }
  });

  it('runs our scripts and the hosted chat’s, never inline, from text or from anywhere', () => {
    expect(policy.get('script-src')).toEqual(["'self'", 'https://cdn.platform.openai.com']);
    for (const [name, sources] of policy) {
      for (const source of sources) {
        if (name === 'style-src-attr') continue;
        expect(["'unsafe-inline'", "'unsafe-eval'", "'strict-dynamic'", '*', 'https:', 'http:']).not.toContain(source);
        if (name !== 'img-src') expect(['data:', 'blob:']).not.toContain(source);
      }
    }
  });

  it('shows the hosted chat’s frame, and no other', () => {
    expect(policy.get('frame-src')).toEqual(['https://cdn.platform.openai.com']);
  });

  it('opens up for hot reload in development alone', () => {
    const relaxed = parse(createContentSecurityPolicy('http://127.0.0.1:5173'));
    expect(relaxed.get('connect-src')).toContain('ws://127.0.0.1:5173');
  });

  it('is no looser than what the browser build is served with, but for reading and saving media', async () => {
    const response = new Map<string, string>();
    const ctx = {
      set: (headers: object) => Object.entries(headers).forEach(([name, value]) => response.set(name, value)),
      path: '/',
      secure: true,
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the headers need no more of a request than this
    await securityHeaders({ usesHostedChatKit: true })(
      ctx as unknown as Parameters<ReturnType<typeof securityHeaders>>[0],
      async () => undefined,
    );
    const served = parse(response.get('Content-Security-Policy') ?? '');
    for (const [name, sources] of policy) {
      for (const source of sources) if (source !== "'none'") expect(served.get(name), name).toContain(source);
    }
    for (const name of [
      'script-src',
      'style-src',
      'frame-src',
      'connect-src',
      'object-src',
      'base-uri',
      'frame-ancestors',
    ]) {
      expect(policy.get(name), name).toEqual(served.get(name));
    }
  });
});
