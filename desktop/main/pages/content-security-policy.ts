const CHATKIT_CDN = 'https://cdn.platform.openai.com';
const CHATKIT_DOMAIN_CHECK = 'https://api.openai.com';

/**
 * The policy of every page: our own files, and the hosted chat's script and frame, which keep their own policy inside.
 *
 * @param devServer the development server, whose hot reload needs inline scripts and a socket; never in a packaged app
 */
export function createContentSecurityPolicy(devServer?: string): string {
  const hotReload = devServer === undefined ? [] : [`ws://${new URL(devServer).host}`];
  const directives = {
    'default-src': ["'none'"],
    'script-src': ["'self'", CHATKIT_CDN, ...(devServer === undefined ? [] : ["'unsafe-inline'"])],
    'style-src': ["'self'", ...(devServer === undefined ? [] : ["'unsafe-inline'"])],
    // The chat element writes the geometry of widgets into style attributes, which cannot run anything.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", CHATKIT_DOMAIN_CHECK, ...hotReload],
    'frame-src': [CHATKIT_CDN],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'media-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
