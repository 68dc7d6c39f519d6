import type { ChatKitOptions, CustomApiConfig } from '@openai/chatkit';
import { isObject } from '../protocol/json-fields.ts';
import { IntegrationError } from './integration-error.ts';

/** Options the element can work with: the custom backend only. */
export type Options = Omit<ChatKitOptions, 'api'> & { api: CustomApiConfig };

/**
 * Checks the structure of what the host passed. The domain key belongs to the hosted element and is ignored.
 *
 * @returns the options and the names of top-level keys this element does not know.
 * @throws {IntegrationError} naming the first member that is wrong.
 */
export function checkOptions(options: ChatKitOptions): { options: Options; unknownKeys: string[] } {
  if (!isObject(options)) throw invalid('options must be an object');
  const { api } = options;
  if (!isObject(api)) throw invalid('api is required');
  if ('getClientSecret' in api) {
    throw new IntegrationError('unsupported', 'This element speaks to a custom backend: pass api.url.');
  }
  if (typeof api.url !== 'string' || api.url === '') throw invalid('api.url must be a URL');
  checkFunction(api, 'api', 'fetch');
  checkFunction(options, 'options', 'onClientTool');
  checkText(options, 'locale');
  checkText(options, 'frameTitle');
  checkTheme(options.theme);
  for (const key of SECTIONS) {
    const section = options[key];
    if (section !== undefined && !isObject(section)) throw invalid(`${key} must be an object`);
  }
  for (const [name, list] of [
    ['startScreen.prompts', options.startScreen?.prompts],
    ['composer.tools', options.composer?.tools],
    ['composer.models', options.composer?.models],
  ] as const) {
    if (list !== undefined && !Array.isArray(list)) throw invalid(`${name} must be a list`);
  }
  if (options.composer?.attachments?.enabled && !api.uploadStrategy) {
    throw invalid('api.uploadStrategy is required when attachments are enabled');
  }
  return {
    options: { ...options, api },
    unknownKeys: Object.keys(options).filter((key) => !KNOWN_KEYS.has(key)),
  };
}

const SECTIONS = [
  'header',
  'history',
  'startScreen',
  'threadItemActions',
  'composer',
  'disclaimer',
  'entities',
  'commands',
  'widgets',
  'thread',
] as const;

const KNOWN_KEYS: ReadonlySet<string> = new Set([
  ...SECTIONS,
  'api',
  'locale',
  'theme',
  'frameTitle',
  'initialThread',
  'onClientTool',
]);

function checkTheme(theme: unknown): void {
  if (theme === undefined || theme === 'light' || theme === 'dark') return;
  if (!isObject(theme)) throw invalid('theme must be "light", "dark" or an object');
  const { colorScheme } = theme;
  if (colorScheme !== undefined && colorScheme !== 'light' && colorScheme !== 'dark') {
    throw invalid('theme.colorScheme must be "light" or "dark"');
  }
}

function checkFunction(parent: object, name: string, key: string): void {
  const value: unknown = Object.entries(parent).find(([other]) => other === key)?.[1];
  if (value !== undefined && typeof value !== 'function') throw invalid(`${name}.${key} must be a function`);
}

function checkText(options: ChatKitOptions, key: 'locale' | 'frameTitle'): void {
  const value: unknown = options[key];
  if (value !== undefined && typeof value !== 'string') throw invalid(`${key} must be text`);
}

function invalid(message: string): IntegrationError {
  return new IntegrationError('invalid_options', `Invalid ChatKit options: ${message}.`);
}
