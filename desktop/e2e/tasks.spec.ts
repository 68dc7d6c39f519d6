import { expect, rowOf, test } from './test.ts';

test('makes a task from a phrase, changes it and clears its date', async ({ page, person }) => {
  await page.goto('/tasks');
  await expect(page.getByText('Nothing on your list')).toBeVisible();
  await page.getByRole('link', { name: 'New task' }).last().click();
  await page.getByLabel('Title').fill('Call the bank');
  await page.getByRole('textbox', { name: 'Due' }).fill('tomorrow at 9am');
  await page.getByRole('radio', { name: 'High' }).check();
  await page.getByLabel('Tags').fill('money, phone');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.getByText('Added “Call the bank”.')).toBeVisible();
  await expect(rowOf(page, 'Call the bank')).toContainText('tomorrow, 09:00');
  await expect(rowOf(page, 'Call the bank')).toContainText('money');
  await expect(page).toHaveURL(/\/tasks\/1$/);

  const save = page.getByRole('button', { name: 'Save' });
  await expect(save).toBeDisabled();
  await page.getByLabel('Title').fill('Call the bank about the card');
  await page.getByRole('button', { name: 'Remove the due date' }).click();
  await save.click();
  await expect(page.getByText('Saved “Call the bank about the card”.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'No date' }).locator('[data-task]')).toHaveCount(1);
  await expect(rowOf(page, 'Call the bank about the card')).toContainText('money');
  expect(person.name).toBe('Ana Torres');
});

test('says at the field when a date cannot be', async ({ page, person }) => {
  await person.addTask({ title: 'Anything' });
  await page.goto('/tasks/new');
  await page.getByLabel('Title').fill('Leap day party');
  await page.getByRole('textbox', { name: 'Due' }).fill('february 30');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.getByRole('textbox', { name: 'Due' })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('.field-error')).not.toBeEmpty();
  await expect(page).toHaveURL(/\/tasks\/new$/);
});

test('completes a task with one click and takes it back with another', async ({ page, person }) => {
  await person.addTask({ title: 'Water the plants', due: 'today' });
  await page.goto('/tasks');
  await page.getByRole('checkbox', { name: 'Complete “Water the plants”' }).check();
  await expect(page.getByText('Completed “Water the plants”.')).toBeVisible();
  await expect(page.getByText('Nothing on your list')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Complete “Water the plants”' })).not.toBeChecked();
});

test('names the next time when a recurring task is done', async ({ page, person }) => {
  await person.addTask({ title: 'Bins', due: 'tomorrow at 8am', recurrence: 'FREQ=DAILY' });
  await page.goto('/tasks');
  await page.getByRole('checkbox', { name: 'Complete “Bins”' }).click();
  await expect(page.getByText(/Completed “Bins”\. Next: \w+, 08:00\./)).toBeVisible();
  await expect(rowOf(page, 'Bins').getByRole('checkbox')).not.toBeChecked();
});

test('deletes a task and brings it back', async ({ page, person }) => {
  const { id } = await person.addTask({ title: 'Old idea', notes: 'Keep these words' });
  await page.goto(`/tasks/${id}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/tasks$/);
  await expect(page.getByText('Deleted “Old idea”.')).toBeVisible();
  await expect(rowOf(page, 'Old idea')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await rowOf(page, 'Old idea').getByRole('link').click();
  await expect(page.getByLabel('Notes')).toHaveValue('Keep these words');
});

test('groups, filters and searches', async ({ page, person }) => {
  await person.addTask({ title: 'Late report', due: 'yesterday 3pm', priority: 'high', tags: ['work'] });
  await person.addTask({ title: 'Buy milk', due: 'today' });
  await person.addTask({ title: 'Dentist', due: 'in 5 days' });
  await person.addTask({ title: 'Read a book', tags: ['home'] });
  await page.goto('/tasks');
  const group = (name: string) => page.getByRole('region', { name }).locator('[data-task]');
  await expect(group('Overdue')).toHaveText(/Late report/);
  await expect(group('Today')).toHaveText(/Buy milk/);
  await expect(group('Upcoming')).toHaveText(/Dentist/);
  await expect(group('No date')).toHaveText(/Read a book/);

  await page.getByLabel('Search tasks').fill('milk');
  await expect(page.locator('[data-task]')).toHaveCount(1);
  await expect(page).toHaveURL(/q=milk/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.locator('[data-task]')).toHaveCount(4);
  await page.getByRole('search').getByLabel('Priority').selectOption('High');
  await expect(page.locator('[data-task]')).toHaveText([/Late report/]);
  await page.reload();
  await expect(page.locator('[data-task]')).toHaveText([/Late report/]);
  await page.getByRole('search').getByLabel('Due').selectOption('No date');
  await expect(page.getByText('No task matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('search').getByLabel('Tag').selectOption('home');
  await expect(page.locator('[data-task]')).toHaveText([/Read a book/]);
});

test('keeps what two people write about a task, and says where both wrote', async ({ page, person, baseURL }) => {
  const { id } = await person.addTask({ title: 'Shared' });
  await page.goto(`/tasks/${id}`);
  await expect(page.getByLabel('Title')).toHaveValue('Shared');
  const other = await page.context().newPage();
  await other.goto(`${baseURL}/tasks/${id}`);
  const saveElsewhere = async (label: string, text: string) => {
    await other.getByLabel(label).fill(text);
    await other.getByRole('button', { name: 'Save' }).click();
    await expect(other.getByText('Not saved')).toHaveCount(0);
  };
  await saveElsewhere('Title', 'Changed elsewhere');
  await expect(page.getByLabel('Title')).toHaveValue('Changed elsewhere');

  await page.getByLabel('Notes').fill('Half a thought');
  await expect(rowOf(page, 'Changed elsewhere')).toContainText('Not saved');
  await saveElsewhere('Title', 'Changed again');
  await expect(page.getByLabel('Title')).toHaveValue('Changed again');
  await expect(page.getByLabel('Notes')).toHaveValue('Half a thought');
  await expect(page.getByText('Changed elsewhere too')).toHaveCount(0);
  await saveElsewhere('Notes', 'Another thought');
  await expect(page.getByText('Changed elsewhere too: Notes.')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved “Changed again”.')).toBeVisible();
  await expect(other.getByLabel('Notes')).toHaveValue('Half a thought');
  await expect(page.getByText('Not saved')).toHaveCount(0);
});

test('keeps what was written while the server is away, says why, and saves it by itself', async ({ page, person }) => {
  const { id } = await person.addTask({ title: 'Before' });
  let failures = 0;
  await page.route(`**/tasks/${id}`, (route) => {
    if (route.request().method() !== 'PATCH' || failures++ > 1) return route.continue();
    if (failures === 1) return route.abort('connectionrefused');
    return route.fulfill({ status: 503, headers: { 'Retry-After': '2' }, json: { code: 'database_unavailable' } });
  });
  await page.goto(`/tasks/${id}`);
  await page.getByLabel('Title').fill('After');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Parley keeps trying; you can go on writing.')).toBeVisible();
  await page.getByLabel('Notes').fill('Written meanwhile');
  await expect(page.getByText('Saved “After”.')).toBeVisible();
  await expect(page.getByLabel('Notes')).toHaveValue('Written meanwhile');
  await expect(page.locator('.task-form').getByText('Not saved')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.task-form').getByText('Not saved')).toHaveCount(0);
  // What is given up is not saved later.
  failures = -1_000;
  await page.getByLabel('Title').fill('Given up');
  await page.route(`**/tasks/${id}`, (route) => route.abort('connectionrefused'));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Parley keeps trying')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('Title')).toHaveValue('After');
});

test('adds a task once although the answer to it was lost', async ({ page, person }) => {
  let isLost = true;
  await page.route('**/tasks', async (route) => {
    if (route.request().method() !== 'POST' || !isLost) return route.continue();
    isLost = false;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.goto('/tasks/new');
  await page.getByLabel('Title').fill('Only once');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.getByText('Added “Only once”.')).toBeVisible();
  await expect(page).toHaveURL(/\/tasks\/1$/);
  await expect(page.getByText('1 task', { exact: true })).toBeVisible();
  expect(isLost).toBe(false);
  expect(person.name).toBe('Ana Torres');
});

test('keeps what was written about a task that is deleted elsewhere, to be added as a new one', async ({
  page,
  person,
  baseURL,
}) => {
  const { id } = await person.addTask({ title: 'Shared', tags: ['home'] });
  await page.goto(`/tasks/${id}`);
  await page.getByLabel('Notes').fill('Half a thought');
  const other = await page.context().newPage();
  await other.goto(`${baseURL}/tasks/${id}`);
  await other.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('It was deleted elsewhere. What you wrote is still here')).toBeVisible();
  await expect(page.getByLabel('Notes')).toHaveValue('Half a thought');
  await page.getByRole('button', { name: 'Add as a new task' }).click();
  await expect(page.getByText('Added “Shared”.')).toBeVisible();
  await expect(page).toHaveURL(/\/tasks\/2$/);
  await expect(page.getByLabel('Notes')).toHaveValue('Half a thought');
  await expect(rowOf(page, 'Shared')).toContainText('home');
  await expect(rowOf(page, 'Shared')).not.toContainText('Not saved');
});

test('says at its field what cannot be: a repetition beside a date that can, a tag that is too long', async ({
  page,
  person,
}) => {
  const { id } = await person.addTask({ title: 'Anything' });
  await page.goto(`/tasks/${id}`);
  await page.getByRole('textbox', { name: 'Due' }).fill('tomorrow');
  await page.getByLabel('Repeat').selectOption('Custom…');
  await page.getByRole('textbox', { name: 'Repeats how?' }).fill('every blue moon');
  await page.getByRole('button', { name: 'Save' }).click();
  const phrase = page.getByRole('textbox', { name: 'Repeats how?' });
  await expect(phrase).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('textbox', { name: 'Due' })).not.toHaveAttribute('aria-invalid', 'true');
  await phrase.fill('every monday');
  await page.getByLabel('Tags').fill('x'.repeat(200));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Tags')).toHaveAttribute('aria-invalid', 'true');
  await expect(phrase).not.toHaveAttribute('aria-invalid', 'true');
});

test('asks before a tab is closed in which something is not saved', async ({ page, person }) => {
  const { id } = await person.addTask({ title: 'Anything' });
  await page.goto(`/tasks/${id}`);
  await page.getByLabel('Title').fill('Something');
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(page.getByLabel('Title')).toHaveValue('Something');
  page.removeAllListeners('dialog');
});

test('keeps a half-written form while other pages are open', async ({ page, person }) => {
  await person.addTask({ title: 'First' });
  await person.addTask({ title: 'Second' });
  await page.goto('/tasks/1');
  await page.getByLabel('Notes').fill('Half a thought');
  await rowOf(page, 'Second').getByRole('link').click();
  await expect(page.getByLabel('Title')).toHaveValue('Second');
  await expect(page.getByLabel('Notes')).toHaveValue('');
  await page.getByRole('link', { name: 'New task' }).first().click();
  await page.getByLabel('Title').fill('Third, not yet');
  await rowOf(page, 'First').getByRole('link').click();
  await expect(page.getByLabel('Notes')).toHaveValue('Half a thought');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('Notes')).toHaveValue('');
  await page.getByRole('link', { name: 'New task' }).first().click();
  await expect(page.getByLabel('Title')).toHaveValue('Third, not yet');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.getByText('Added “Third, not yet”.')).toBeVisible();
  await page.getByRole('link', { name: 'New task' }).first().click();
  await expect(page.getByLabel('Title')).toHaveValue('');
});

test('fills a new task with the text of a link, and saves nothing by itself', async ({ page, person }) => {
  await page.goto('/tasks/new?text=Call%20the%20bank');
  await expect(page.getByLabel('Title')).toHaveValue('Call the bank');
  await expect(page.getByText('Nothing on your list')).toBeVisible();
  await page.getByLabel('Notes').fill('About the card');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(rowOf(page, 'Call the bank')).toHaveCount(1);
  expect(person.name).toBe('Ana Torres');
});

test('says when a task or a page is not there', async ({ page, person }) => {
  await person.addTask({ title: 'Only one' });
  await page.goto('/tasks/999');
  await expect(page.getByText('This task is gone')).toBeVisible();
  await page.goto('/tasks/nonsense');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the dashboard' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana');
});
