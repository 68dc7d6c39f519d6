/** Runs something at once, and no more often than that; what is asked for while it runs is run after it. */
export function atMostEvery(ms: number, run: () => Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ranAt = 0;
  let isRunning = false;
  let isWanted = false;
  const ask = () => {
    isWanted = isRunning;
    if (!isRunning) timer ??= setTimeout(() => void runNow(), Math.max(0, ranAt + ms - Date.now()));
  };
  const runNow = async () => {
    timer = undefined;
    ranAt = Date.now();
    isRunning = true;
    await run();
    isRunning = false;
    if (isWanted) ask();
  };
  return { ask, stop: () => clearTimeout(timer) };
}
