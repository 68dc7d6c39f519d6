import type { Knex } from '../../database/database.ts';
import { ModelEndpoint } from '../../models/model-endpoint.ts';
import type { Model } from './model.ts';

/** Services whose models call tools; whatever runs on other machines may be any model. */
const SERVICES = [
  'openai.com',
  'openai.azure.com',
  'googleapis.com',
  'anthropic.com',
  'mistral.ai',
  'groq.com',
  'deepseek.com',
  'x.ai',
  'cohere.com',
];

/** Keeps that the endpoint has called a tool, where that is not known anyway. */
export async function noteToolCall(database: Knex, model: Pick<Model, 'isOffline' | 'endpoint'>): Promise<void> {
  if (!isKnown(model)) await ModelEndpoint.noteCall(database, model.endpoint);
}

/** Whether the endpoint calls tools: then what it writes is text, whatever it looks like. */
export async function callsTools(database: Knex, model: Pick<Model, 'isOffline' | 'endpoint'>): Promise<boolean> {
  return isKnown(model) || (await ModelEndpoint.hasCalled(database, model.endpoint));
}

function isKnown({ isOffline, endpoint }: Pick<Model, 'isOffline' | 'endpoint'>): boolean {
  const host = endpoint.split(/[/:]/)[0] ?? '';
  return isOffline || SERVICES.some((service) => host === service || host.endsWith(`.${service}`));
}
