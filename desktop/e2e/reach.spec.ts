import { expect, rowOf, test } from './test.ts';

test('says that the device is offline, keeps what is on screen and recovers by itself', async ({ page, person }) => {
  await person.addTask({ title: 'Still here', due: 'today' });
  await page.goto('/tasks');
  await expect(rowOf(page, 'Still here')).toBeVisible();
  await page.context().setOffline(true);
  await page.getByRole('checkbox', { name: 'Complete “Still here”' }).click();
  await expect(page.getByText('You are offline. What you see may be out of date.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Complete “Still here”' })).not.toBeChecked();
  await page.context().setOffline(false);
  await expect(page.getByText('Connected again.')).toBeVisible();
  await expect(page.getByText('You are offline. What you see may be out of date.')).toHaveCount(0);
});

test('says that the server is away and opens by itself once it is back', async ({ page, person }) => {
  await person.addTask({ title: 'Still here', due: 'today' });
  let isAway = true;
  await page.route('**/api/**', (route) => (isAway ? route.abort('connectionrefused') : route.continue()));
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { name: 'Parley’s server is not answering' })).toBeVisible({
    timeout: 10_000,
  });
  isAway = false;
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(rowOf(page, 'Still here')).toBeVisible();

  isAway = true;
  await page.getByRole('checkbox', { name: 'Complete “Still here”' }).click();
  await expect(page.getByText('Parley’s server is not answering. Trying again…')).toBeVisible();
  isAway = false;
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByText('Connected again.')).toBeVisible();
});

test('offers to try again where a list could not be loaded', async ({ page, person }) => {
  await person.addTask({ title: 'Still here', due: 'today' });
  let isBroken = true;
  await page.route('**/tasks?*', (route) =>
    isBroken ? route.fulfill({ status: 500, json: { code: 'internal_error' } }) : route.continue(),
  );
  await page.goto('/tasks');
  await expect(page.getByText('Your tasks could not be loaded')).toBeVisible({ timeout: 15_000 });
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(rowOf(page, 'Still here')).toBeVisible();
});
