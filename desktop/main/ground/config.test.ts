import { describe, expect, it } from 'vitest';
import { readConfig, serverOrigin } from './config.ts';

describe('the environment of the desktop app', () => {
  it('is not needed', () => {
    expect(readConfig(true, {})).toEqual({
      defaultServer: 'http://127.0.0.1:8787',
      profileDirectory: undefined,
      updatesDisabled: false,
      appImage: undefined,
      isWayland: false,
      portableDirectory: undefined,
      devServer: undefined,
      isSignedBuild: false,
    });
  });

  it('E-01 cannot point a packaged app at a development server', () => {
    const variables = { ELECTRON_RENDERER_URL: 'http://127.0.0.1:5173' };
    expect(readConfig(true, variables).devServer).toBeUndefined();
    expect(readConfig(false, variables).devServer).toBe('http://127.0.0.1:5173');
  });

  it.each([
    [{ XDG_SESSION_TYPE: 'wayland' }, true],
    [{ XDG_SESSION_TYPE: 'tty', WAYLAND_DISPLAY: 'wayland-1' }, true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, true],
    [{ XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: 'wayland-0' }, false],
    [{ XDG_SESSION_TYPE: 'x11' }, false],
    [{ WAYLAND_DISPLAY: '' }, false],
  ])('E-65 %j is a Wayland session: %s', (variables, isWayland) => {
    expect(readConfig(true, variables).isWayland).toBe(isWayland);
  });

  it('names every bad variable, and repeats no value', () => {
    const variables = { PARLEY_SERVER: 'ftp://secret-host', PARLEY_DISABLE_UPDATES: 'perhaps' };
    expect(() => readConfig(true, variables)).toThrow(/PARLEY_SERVER.*PARLEY_DISABLE_UPDATES/);
    expect(() => readConfig(true, variables)).toThrow(expect.not.stringContaining('secret-host'));
  });

  it.each([
    ['https://parley.example/path?x', 'https://parley.example'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://localhost', 'http://localhost'],
    ['http://[::1]:8787', 'http://[::1]:8787'],
    ['http://parley.example', null],
    ['http://127.0.0.1.evil.example', null],
    ['https://user@parley.example', null],
    ['parley.example', null],
    ['', null],
  ])('E-01 %s as a server is %s', (address, origin) => {
    const parsed = serverOrigin.safeParse(address);
    expect(parsed.success ? parsed.data : null).toBe(origin);
  });
});
