import { afterAll } from 'vitest';
import { TcpProxy } from './tcp-proxy.ts';

/** Starts a proxy in front of the server of a connection string; cut when the test file is done. @returns it and the string to use. */
export async function startDatabaseProxy(databaseUrl: string): Promise<{ proxy: TcpProxy; url: string }> {
  const url = new URL(databaseUrl);
  const proxy = new TcpProxy(Number(url.port));
  await proxy.mend();
  url.port = String(proxy.port);
  afterAll(() => proxy.cut());
  return { proxy, url: url.href };
}
