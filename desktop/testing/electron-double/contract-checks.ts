/** What was checked, and what went wrong. */
export const results: { name: string; error: unknown }[] = [];

/** Checks one statement about Electron. */
export async function check(name: string, run: () => unknown): Promise<void> {
  try {
    await run();
    results.push({ name, error: null });
  } catch (error) {
    results.push({ name, error });
  }
}
