/**
 * The processor time that this thread has used, in milliseconds: how long something takes to compute, however busy the
 * machine is. What waits for others does not count.
 */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
