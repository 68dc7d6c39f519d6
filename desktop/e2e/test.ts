import { randomUUID } from 'node:crypto';
import { test as base, expect, type Page } from 'playwright/test';

export { expect };

/** Somebody with an account. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** Adds a task as the API does. */
  addTask(values: Record<string, unknown>): Promise<{ id: number; title: string }>;
}

/** Journeys on the shared server; each page watches for errors nobody handled and for a policy that was broken. */
export const test = base.extend<{ person: Person; faults: string[] }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures are wanted from this pattern.
  baseURL: async ({}, use) => use(process.env['PARLEY_E2E_URL'] ?? ''),
  faults: [
    async ({ page }, use) => {
      const faults = watchForFaults(page);
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  /** A new person, signed in on the page. */
  person: async ({ page, baseURL }, use) => use(await signUp(page, baseURL ?? '')),
});

/** Creates an account through the API, which signs the page's browser context in. */
export async function signUp(page: Page, baseURL: string, name = 'Ana Torres'): Promise<Person> {
  const email = `${randomUUID()}@example.com`;
  const password = 'correct horse battery';
  const answer = await page.request.post(`${baseURL}/api/auth/sign-up/email`, { data: { name, email, password } });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { user } = await answer.json();
  return {
    name,
    email,
    password,
    addTask: async (values) => {
      const { token } = await (await page.request.get(`${baseURL}/api/auth/token`)).json();
      const response = await page.request.post(`${baseURL}/api/${user.id}/tasks`, {
        data: values,
        headers: { Authorization: `Bearer ${token}`, 'Time-Zone': 'Europe/Paris', 'Accept-Language': 'en-GB' },
      });
      expect(response.ok(), await response.text()).toBe(true);
      return response.json();
    },
  };
}

/** Collects what must never happen on a page: an exception nobody caught, or something the page's policy refused. */
export function watchForFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  return faults;
}

/** The chat's text box; locators reach into the element's shadow tree. */
export function composerOf(page: Page) {
  return page.locator('openai-chatkit').getByRole('textbox').first();
}

export async function say(page: Page, text: string): Promise<void> {
  await composerOf(page).fill(text);
  await composerOf(page).press('Enter');
}

/** The row of a task in a list. */
export function rowOf(page: Page, title: string) {
  return page.locator('[data-task]', { hasText: title });
}
