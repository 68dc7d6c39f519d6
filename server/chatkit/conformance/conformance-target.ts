import { test } from 'vitest';
import type { ConformanceClient } from './conformance-client.ts';
import type { ScriptedHost } from './scripted-host.ts';

/** A server to be checked. */
export interface ConformanceTarget {
  alice: () => ConformanceClient;
  /** Another user; null when the server is known to one only. */
  bob: (() => ConformanceClient) | null;
  /** Null when the server's replies cannot be scripted: then only what holds for any reply is checked. */
  host: (() => ScriptedHost) | null;
}

/** What a check of a scripted server works with. */
export interface Scripted {
  alice: ConformanceClient;
  bob: ConformanceClient;
  host: ScriptedHost;
}

/** The two kinds of checks. */
export interface Checks {
  /** Holds for any reply. */
  wire: (name: string, run: (alice: ConformanceClient) => Promise<void>) => void;
  /** Needs replies written by the test, or a second user. */
  scripted: (name: string, run: (parts: Scripted) => Promise<void>) => void;
}

/** Makes checks of a target; those that it cannot be put to are shown as skipped. */
export function checksOf({ alice, bob, host }: ConformanceTarget): Checks {
  return {
    wire: (name, run) => test(name, () => run(alice())),
    scripted: (name, run) =>
      test.skipIf(!host || !bob)(name, async () => {
        if (host && bob) await run({ alice: alice(), bob: bob(), host: host() });
      }),
  };
}
