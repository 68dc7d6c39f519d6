import { APP_SCHEME } from '../ground/app-origin.ts';

const PREFIX = `${APP_SCHEME}://`;

/**
 * Finds the one link in a command line; more than one, or a switch smuggled along with it, counts as none.
 *
 * @param argv of this process or of a second one
 */
export function findDeepLink(argv: readonly string[]): string | null {
  const links = argv.filter((argument) => argument.toLowerCase().startsWith(PREFIX));
  return links.length === 1 ? (links[0] ?? null) : null;
}
