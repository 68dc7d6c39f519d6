import type { AppMiddleware } from '../ground/request-state.ts';

/** Where OpenAI's hosted ChatKit script and its frame come from. */
const CHATKIT_CDN = 'https://cdn.platform.openai.com';

/**
 * Headers of every response: what a page from here may load, and that nobody may frame, sniff or cache it.
 *
 * @param options.usesHostedChatKit adds OpenAI's script, frame and domain check to what the page may load.
 */
export function securityHeaders(options: { usesHostedChatKit: boolean }): AppMiddleware {
  const policy = contentSecurityPolicy(options.usesHostedChatKit);
  return async (ctx, next) => {
    ctx.set({
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    });
    if (ctx.secure) ctx.set('Strict-Transport-Security', 'max-age=31536000');
    if (ctx.path.startsWith('/api/') || ctx.path === '/mcp') ctx.set('Cache-Control', 'no-store');
    await next();
  };
}

function contentSecurityPolicy(usesHostedChatKit: boolean): string {
  const hosted = usesHostedChatKit ? ` ${CHATKIT_CDN}` : '';
  return [
    "default-src 'none'",
    `script-src 'self'${hosted}`,
    "style-src 'self'",
    // The element writes widget geometry into style attributes; a style attribute cannot run anything.
    "style-src-attr 'unsafe-inline'",
    // No picture from elsewhere: an address in one could carry away what the reply says.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${usesHostedChatKit ? ' https://api.openai.com' : ''}`,
    `frame-src ${usesHostedChatKit ? CHATKIT_CDN : "'none'"}`,
    "media-src 'self' blob:",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
