import { freePort } from '../../server/database/embedded/free-port.ts';
import { makeDataDir, removeDataDir, startParley, type ParleyServer } from './parley-server.ts';
import { expect, signUp, test } from './test.ts';

/** A server of its own, at a name that browsers have passkeys for; side by side, each worker would start one. */
test.describe.configure({ mode: 'default' });

let server: ParleyServer;
let dataDir: string;
let origin: string;

test.beforeAll(async () => {
  dataDir = await makeDataDir();
  const port = await freePort();
  origin = `http://localhost:${port}`;
  server = await startParley({ dataDir, port, env: { BETTER_AUTH_URL: origin } });
});
test.afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
});

test('a passkey is added, signs in by the button and at the address, is renamed and removed', async ({ page }) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await signUp(page, origin);
  await page.goto(`${origin}/profile`);
  const section = page.getByRole('region', { name: 'Passkeys' });
  await section.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(section.getByText(/^Passkey 1 · since/)).toBeVisible();
  await section.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(section.getByRole('alert')).toHaveText('This device has a passkey for your account already.');
  await section.getByRole('button', { name: 'Rename Passkey 1' }).click();
  await page.getByLabel('Name', { exact: true }).last().fill('My laptop');
  await page.keyboard.press('Enter');
  await expect(section.getByText(/^My laptop · since/)).toBeVisible();

  // Without presence the browser only offers it: the button asks.
  await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false });
  await page.context().clearCookies();
  await page.goto(`${origin}/sign-in`);
  await expect(page.getByLabel('Email')).toHaveAttribute('autocomplete', 'username webauthn');
  await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: true });
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana');

  await page.goto(`${origin}/profile`);
  await section.getByRole('button', { name: 'Remove My laptop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('My laptop')).toHaveCount(0);
  await page.context().clearCookies();
  await page.goto(`${origin}/sign-in`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('alert')).toHaveText(/Signing in with that passkey did not work/);
});

test('at an address that browsers have no passkeys for there is no word of them', async ({ page, baseURL }) => {
  await page.goto(`${baseURL}/sign-in`);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeHidden();
});
