import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { json } from '../../testing/scripted-api.ts';

const fixture = useDesktop();
let desktop: DesktopUnderTest;

beforeAll(async () => {
  desktop = await fixture.launch();
});
afterAll(() => desktop.close());

/** What the page gets for a request of its own. */
const fetchInPage = (path: string, init: { method?: string; body?: string; headers?: Record<string, string> } = {}) =>
  desktop.run(
    async ({ page }, argument) =>
      (await page()).evaluate(async ([address, options]) => {
        const response = await fetch(address, options);
        return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
      }, argument),
    [path, init] as const,
  );

/** What the handler answers to any request at all, as only Chromium could send it. */
const askHandler = (url: string, init: { method?: string; initiatorOrigin?: string } = {}) =>
  desktop.run(
    async ({ session }, argument) => {
      const handler = session.fromPartition('persist:parley').handlers.get('parley');
      const { initiatorOrigin, ...rest } = argument.init;
      const request = new Request('http://placeholder/', rest);
      Object.defineProperty(request, 'url', { value: argument.url });
      const response = await handler?.(
        Object.assign(request, initiatorOrigin === undefined ? {} : { initiatorOrigin }),
      );
      return { status: response?.status, csp: response?.headers.get('content-security-policy') };
    },
    { url, init },
  );

describe('parley://app', () => {
  it('E-26 E-29 sends its safety headers with pages, files and errors alike', async () => {
    for (const path of ['/', '/tasks/12', '/icon.svg', '/missing.js']) {
      const { headers } = await fetchInPage(path);
      expect(headers['content-security-policy'], path).toContain("default-src 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['permissions-policy']).toContain('geolocation=()');
    }
  });

  it('E-33 answers files with their type, pages with the app, and the rest with nothing', async () => {
    expect(await fetchInPage('/icon.svg')).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml' } });
    expect(await fetchInPage('/tasks/12')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
    expect(await fetchInPage('/missing.js')).toMatchObject({ status: 404 });
    expect(await fetchInPage('/', { method: 'POST' })).toMatchObject({ status: 405 });
  });

  it('E-33 lets hashed files be kept for good, and pages not', async () => {
    const { body } = await fetchInPage('/');
    const asset = /src="(\/assets\/[^"]+\.js)"/.exec(body)?.[1] ?? '';
    expect((await fetchInPage(asset)).headers['cache-control']).toContain('immutable');
    expect((await fetchInPage('/')).headers['cache-control']).toBe('no-cache');
  });

  it.each(['parley://evil/', 'parley://app.evil/', 'parley://app:81/', 'parley://user@app/', 'parley://auth/'])(
    'E-33 A-137 serves nothing at %s',
    async (url) => {
      expect((await askHandler(url)).status).toBe(404);
    },
  );

  it.each([
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/%252e%252e%252fpackage.json',
    '/....//package.json',
    '//etc/passwd.txt',
    '/C:%5cwindows%5cwin.ini',
    '/%00.js',
    '/%c0%ae%c0%ae/package.json',
    '/index.html::$DATA',
    '/index.html.',
    '/index.html%20',
    '/CON.js',
    '/assets',
  ])('E-33 A-137 gives nothing away at %s', async (path) => {
    const answer = await askHandler(`parley://app${path}`, { initiatorOrigin: 'parley://app' });
    expect([200, 400, 404]).toContain(answer.status);
    // What has no ending is a page of the app; everything else is refused.
    if (answer.status === 200) expect(path.split('/').at(-1)).not.toMatch(/[.]/);
    expect(answer.csp).toContain("default-src 'none'");
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('E-33 takes no %s outside the API', async (method) => {
    expect((await askHandler('parley://app/index.html', { method })).status).toBe(405);
  });

  it('E-29 leaves pages no feature but copying', async () => {
    const policy = (await fetchInPage('/')).headers['permissions-policy'] ?? '';
    const open = policy.split(', ').filter((feature) => !feature.endsWith('=()'));
    expect(open).toEqual(['clipboard-write=(self "https://cdn.platform.openai.com")']);
    const allowed = await desktop.run(async ({ page }) =>
      (await page()).evaluate(() =>
        (Reflect.get(document, 'featurePolicy') as { allowedFeatures: () => string[] }).allowedFeatures(),
      ),
    );
    const dangerous =
      /camera|microphone|geolocation|clipboard-read|display-capture|fullscreen|midi|usb|serial|hid|payment|bluetooth|idle|local-fonts|window-management/;
    expect(allowed.filter((feature) => dangerous.test(feature))).toEqual([]);
    expect(allowed).toContain('clipboard-write');
  });

  it('E-33 refuses what another origin started', async () => {
    expect(
      await askHandler('parley://app/index.html', { initiatorOrigin: 'https://cdn.platform.openai.com' }),
    ).toMatchObject({
      status: 403,
      csp: expect.stringContaining("default-src 'none'"),
    });
    expect((await askHandler('parley://app/api/config', { initiatorOrigin: 'null' })).status).toBe(403);
    expect((await askHandler('parley://app/api/config')).status).toBe(403);
    expect((await askHandler('parley://app/api/config', { initiatorOrigin: 'parley://app' })).status).toBe(200);
  });

  it('E-07 makes Chromium stop inline scripts, eval and foreign code', async () => {
    const result = await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        const violations: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
        const inline = document.createElement('script');
        inline.textContent = 'window.wasInlineRun = true';
        document.body.append(inline);
        const foreign = document.createElement('script');
        foreign.src = 'https://evil.example/x.js';
        document.body.append(foreign);
        // What a debugger runs directly may use eval; a later task of the page may not.
        await new Promise((resolve) => setTimeout(resolve, 0));
        const wasEvaluated = (() => {
          try {
            return Reflect.apply(Reflect.get(globalThis, 'eval'), undefined, ['1']) === 1;
          } catch {
            return false;
          }
        })();
        const wasFetched = await fetch('https://evil.example/').then(
          () => true,
          () => false,
        );
        await new Promise((resolve) => setTimeout(resolve, 50));
        return {
          wasInlineRun: 'wasInlineRun' in window,
          wasEvaluated,
          wasFetched,
          violations: [...new Set(violations)],
        };
      }),
    );
    expect(result).toMatchObject({ wasInlineRun: false, wasEvaluated: false, wasFetched: false });
    expect(result.violations).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']));
    expect(await desktop.run(({ double }) => double.blockedRequests)).toEqual([]);
  });
});

describe('parley://app/api', () => {
  beforeEach(() => {
    fixture.api().seen.length = 0;
  });

  it('answers 401 without asking the server while nobody is signed in', async () => {
    expect(await fetchInPage('/api/user-1/tasks')).toMatchObject({ status: 401 });
    expect(fixture.api().seen.filter(({ path }) => path.startsWith('/api/user-1'))).toEqual([]);
    expect((await fetchInPage('/api/auth/get-session')).body).toBe('null');
  });

  it('E-33 adds the token, and passes on no cookie, origin or authorization of the page', async () => {
    await signIn(desktop);
    fixture.api().seen.length = 0;
    await fetchInPage('/api/user-1/tasks?status=pending', {
      headers: { authorization: 'Bearer forged', 'time-zone': 'Europe/Paris', 'accept-language': 'fr' },
    });
    const request = fixture.api().seen.find(({ path }) => path === '/api/user-1/tasks?status=pending');
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${fixture.api().secrets.access}`,
      'time-zone': 'Europe/Paris',
      'accept-language': 'fr',
    });
    for (const name of ['cookie', 'origin', 'referer', 'sec-fetch-site'])
      expect(request?.headers[name]).toBeUndefined();
  });

  it('A-142 shows the page no token, wherever the server puts one', async () => {
    const session = await fetchInPage('/api/auth/get-session');
    expect(JSON.parse(session.body)).toEqual({ session: {}, user: expect.objectContaining({ id: 'user-1' }) });
    expect(JSON.stringify(session)).not.toContain(fixture.api().secrets.session);
    fixture
      .api()
      .script('GET /api/auth/list-sessions', (_request, response) =>
        json(response, 200, [{ id: 'one', token: fixture.api().secrets.session }]),
      );
    expect(JSON.parse((await fetchInPage('/api/auth/list-sessions')).body)).toEqual([{ id: 'one' }]);
    for (const [method, path] of [
      ['GET', '/api/auth/token'],
      ['POST', '/api/auth/sign-in/email'],
      ['POST', '/api/auth/revoke-sessions'],
    ] as const) {
      expect((await fetchInPage(path, { method })).status).toBe(403);
    }
    expect(fixture.api().seen.filter(({ path }) => /sign-in|revoke-sessions/.test(path))).toEqual([]);
  });

  it.each([
    '/api/%61uth/token',
    '/api/AUTH/token',
    '/api/auth%2ftoken',
    '/api/auth%5ctoken',
    '/api/auth/%74oken',
    '/api/auth//token',
    '/api//auth/token',
    '/api/x/..%2fauth/token',
    '/api/x/%2e%2e%2fauth/token',
    '/api/auth;x/token',
    '/api/auth%00/token',
    '/api/%2561uth/token',
  ])('A-142 takes %s for no way around the list of what may be asked of the accounts', async (path) => {
    fixture.api().seen.length = 0;
    const answer = await askHandler(`parley://app${path}`, { initiatorOrigin: 'parley://app' });
    expect([400, 403]).toContain(answer.status);
    expect(fixture.api().seen.filter(({ path: asked }) => /auth/i.test(asked))).toEqual([]);
  });

  it('E-33 makes no page of what the API answers', async () => {
    fixture.api().script('GET /api/user-1/tasks', (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg onload="alert(1)"/>');
    });
    const { headers } = await fetchInPage('/api/user-1/tasks');
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    fixture.api().script('GET /api/user-1/tasks', null);
  });

  it('E-33 runs nothing of what the API answers, whoever attached it', async () => {
    fixture.api().script('GET /api/files/user-1/file-1', (_request, response) => {
      response.writeHead(200, { 'content-type': 'Text/JavaScript' }).end('window.wasAttachmentRun = true');
    });
    const outcome = await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        const script = document.createElement('script');
        const done = new Promise((resolve) => {
          script.addEventListener('load', () => resolve('loaded'));
          script.addEventListener('error', () => resolve('refused'));
        });
        script.src = '/api/files/user-1/file-1';
        document.head.append(script);
        return [await done, 'wasAttachmentRun' in window];
      }),
    );
    expect(outcome).toEqual(['refused', false]);
    fixture.api().script('GET /api/files/user-1/file-1', null);
  });

  it('E-33 A-142 hands on no cookie, token or permission the server wants to give to pages', async () => {
    fixture.api().script('GET /api/user-1/tasks', (_request, response) =>
      json(
        response,
        200,
        {},
        {
          'set-cookie': 'a=b',
          'set-auth-token': 'canary',
          'access-control-allow-origin': '*',
          'content-security-policy': 'default-src *',
          'clear-site-data': '"*"',
          'x-request-id': '7',
        },
      ),
    );
    const names = await desktop.run(async ({ session }) => {
      const handler = session.fromPartition('persist:parley').handlers.get('parley');
      const request = new Request('http://placeholder/');
      Object.defineProperty(request, 'url', { value: 'parley://app/api/user-1/tasks' });
      const response = await handler?.(Object.assign(request, { initiatorOrigin: 'parley://app' }));
      return Object.fromEntries(response?.headers ?? []);
    });
    expect(names).toMatchObject({ 'x-request-id': '7', 'content-security-policy': expect.stringContaining('sandbox') });
    for (const name of ['set-cookie', 'set-auth-token', 'access-control-allow-origin', 'clear-site-data'])
      expect(names[name], name).toBeUndefined();
    fixture.api().script('GET /api/user-1/tasks', null);
  });

  it('streams an answer as it is made, and tells the server when the page stops listening', async () => {
    let wasClosed = false;
    fixture.api().script('POST /api/user-1/chat', async (_request, response) => {
      response.on('close', () => (wasClosed = true));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let count = 0; !response.destroyed; count += 1) {
        response.write(`data: ${count}\n\n`);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    });
    const arrivals = await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        const aborter = new AbortController();
        const response = await fetch('/api/user-1/chat', { method: 'POST', body: '{}', signal: aborter.signal });
        const reader = response.body?.getReader();
        const times: number[] = [];
        for (let index = 0; index < 4; index += 1) {
          await reader?.read();
          times.push(performance.now());
        }
        aborter.abort();
        return times;
      }),
    );
    expect((arrivals[3] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(60);
    await expect.poll(() => wasClosed).toBe(true);
    fixture.api().script('POST /api/user-1/chat', null);
  });

  it('passes a body on, whole', async () => {
    let arrived = '';
    fixture.api().script('POST /api/user-1/tasks', (request, response) => {
      arrived = request.body;
      json(response, 201, { id: 1 });
    });
    const body = JSON.stringify({ title: 'é'.repeat(100_000) });
    expect(await fetchInPage('/api/user-1/tasks', { method: 'POST', body })).toMatchObject({ status: 201 });
    expect(arrived).toBe(body);
  });

  it('takes files through the app’s own origin, without a token', async () => {
    const file = '/api/files/user-1/file-1?signature=abc';
    fixture
      .api()
      .script('PUT /api/files/user-1/file-1', (request, response) =>
        json(response, 200, { size: request.body.length }),
      );
    const upload = await fetchInPage(file, { method: 'PUT', body: 'bytes', headers: { 'content-type': 'image/png' } });
    expect(upload).toMatchObject({ status: 200, body: '{"size":5}' });
    const request = fixture.api().seen.findLast(({ method }) => method === 'PUT');
    expect(request).toMatchObject({ path: file, headers: { 'content-type': 'image/png' } });
    expect(request?.headers.authorization).toBeUndefined();
  });

  it('follows no redirect to another place', async () => {
    fixture.api().script('GET /api/user-1/tasks', (_request, response) => {
      response.writeHead(302, { location: `${fixture.api().url}/api/config` }).end();
    });
    expect(await fetchInPage('/api/user-1/tasks')).toMatchObject({ status: 503 });
    fixture.api().script('GET /api/user-1/tasks', null);
  });

  it('F-48 takes HTML where the API should be for a captive portal', async () => {
    fixture.api().script('GET /api/user-1/tasks', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hotel Wi-Fi</h1>');
    });
    const answer = await fetchInPage('/api/user-1/tasks');
    expect(answer).toMatchObject({ status: 503, headers: { 'content-type': 'application/problem+json' } });
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'server_away' });
    fixture.api().script('GET /api/user-1/tasks', null);
    await fetchInPage('/api/user-1/tasks');
  });

  it('gets a fresh token after the server refused one', async () => {
    const tokens = () => fixture.api().seen.filter(({ path }) => path === '/api/auth/token').length;
    fixture
      .api()
      .script('GET /api/user-1/tasks', (_request, response) => json(response, 401, { code: 'not_signed_in' }));
    expect(await fetchInPage('/api/user-1/tasks')).toMatchObject({ status: 401 });
    fixture.api().script('GET /api/user-1/tasks', null);
    const before = tokens();
    expect(await fetchInPage('/api/user-1/tasks')).toMatchObject({ status: 200 });
    expect(tokens()).toBe(before + 1);
  });
});
