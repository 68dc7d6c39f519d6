/** What the main thread did between two turns of its event loop, at the longest, since the last time somebody asked. */
export interface LoopProbe {
  /** @returns the longest stretch since the last call, in milliseconds of the processor: how busy the machine is counts for nothing. */
  longest(): Promise<number>;
  stop(): void;
}

/** Watches the event loop of this thread, in which a test's server runs too. */
export function watchLoop(): LoopProbe {
  let before = process.threadCpuUsage();
  let longest = 0;
  const tick = () => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    before = process.threadCpuUsage();
  };
  const timer = setInterval(tick, 1);
  return {
    longest: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      tick();
      const found = longest;
      longest = 0;
      return found;
    },
    stop: () => clearInterval(timer),
  };
}
