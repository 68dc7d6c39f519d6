const LIMIT_MS = 10_000;

let checked = 0;

/**
 * Checks one statement about Electron, and prints what came of it as a line of TAP. One that does not come to an end is
 * wrong, and keeps no other from being checked.
 */
export async function check(name: string, run: () => unknown): Promise<void> {
  checked += 1;
  try {
    await inTime(run);
    print(`ok ${checked} - ${name}`);
  } catch (error) {
    print(`not ok ${checked} - ${name}`, `# ${String(error).replaceAll('\n', '\n# ')}`);
  }
}

/** Says how many statements there were: whoever reads it knows that this was all. */
export function printPlan(): void {
  print(`1..${checked}`);
}

async function inTime(run: () => unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`This did not end in ${LIMIT_MS} ms.`)), LIMIT_MS);
  });
  const statement = (async () => run())();
  await Promise.race([statement, late]).finally(() => clearTimeout(timer));
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
