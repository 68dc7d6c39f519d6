import type { AppRoutes } from '../ground/request-state.ts';

/** Makes the function that tells whether any of the routes answers a method at a path. */
export function routeFinder(all: AppRoutes[]): (method: string, path: string) => boolean {
  return (method, path) => all.some(({ router }) => router?.match(path, method).route === true);
}
