/** OpenAI's own address: the script finds its frame by it, so it cannot be served from anywhere else. */
const HOSTED_SCRIPT = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';

/**
 * Loads OpenAI's hosted chat element.
 *
 * @returns a promise that rejects when the script cannot be had
 */
export function loadHostedScript(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = HOSTED_SCRIPT;
    script.async = true;
    script.addEventListener('load', () => resolve(), { once: true });
    script.addEventListener('error', () => reject(new Error('The hosted chat script could not be loaded.')), {
      once: true,
    });
    document.head.append(script);
  });
}
