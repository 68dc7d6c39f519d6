import { describe, expect, test } from 'vitest';
import { detailsOf, useElementBench } from '../testing/element-bench.ts';
import { done, options as streamOptions, updated, userItem, widgetItem } from '../testing/frames.ts';

const bench = useElementBench();

const text = (value: string) => ({ type: 'Text', value });

const button = (label: string, action: object) => ({ type: 'Button', label, onClickAction: action });

describe('forms', () => {
  const form = {
    type: 'Card',
    children: [
      {
        type: 'Form',
        onSubmitAction: { type: 'save', payload: { id: 7, fixed: 'declared' } },
        children: [
          { type: 'Label', value: 'Title', fieldName: 'todo.title' },
          { type: 'Input', name: 'todo.title', required: true, pattern: '[A-Z].*' },
          { type: 'Input', name: 'fixed', defaultValue: 'from the field', placeholder: 'Fixed' },
          { type: 'DatePicker', name: 'todo.due', defaultValue: '2026-03-09T00:00:00Z' },
          { type: 'Checkbox', name: 'urgent', label: 'Urgent' },
          {
            type: 'RadioGroup',
            name: 'when',
            options: [
              { value: 'am', label: 'Morning' },
              { value: 'pm', label: 'Evening' },
            ],
          },
          { type: 'Select', name: 'prio', options: [{ value: 'h', label: 'High' }] },
          { type: 'Textarea', name: '__proto__.x', defaultValue: 'evil' },
          button('Check', { type: 'check' }),
          { type: 'Button', label: 'Save', submit: true },
        ],
      },
    ],
  };

  test('put their values into every action inside, nested by dots, and declared keys win', async () => {
    const { api } = bench.current;
    api.on('threads.custom_action', (_request, reply) => {
      reply.frames(streamOptions());
      reply.end();
    });
    const page = await bench.current.openWidgets([form]);
    await page.getByRole('textbox', { name: 'Title' }).fill('Ship');
    await page.getByRole('radio', { name: 'Evening' }).check();
    await page.getByRole('checkbox', { name: 'Urgent' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => api.received('threads.custom_action').length).toBe(1);
    const values = { todo: { title: 'Ship', due: '2026-03-09' }, urgent: true, when: 'pm' };
    expect(api.received('threads.custom_action')[0]?.params.action).toEqual({
      type: 'save',
      payload: { ...values, id: 7, fixed: 'declared' },
    });
    expect(await detailsOf(page, 'chatkit.error')).toHaveLength(2);
    await page.getByRole('button', { name: 'Check' }).click();
    await expect.poll(() => api.received('threads.custom_action').length).toBe(2);
    expect(api.received('threads.custom_action')[1]?.params.action).toEqual({
      type: 'check',
      payload: { ...values, fixed: 'from the field' },
    });
  });

  test('do not submit while a field is missing or does not fit its pattern', async () => {
    const page = await bench.current.openWidgets([form]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('lower case');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForTimeout(50);
    expect(bench.current.api.received('threads.custom_action')).toEqual([]);
  });

  test('keep what was typed while other parts of the widget change', async () => {
    const { api } = bench.current;
    const state = (note: string) => ({
      type: 'Card',
      asForm: true,
      confirm: { label: 'Save', action: { type: 'save' } },
      children: [
        { type: 'Input', key: 'name', name: 'name', placeholder: 'Name' },
        { id: 'note', ...text(note) },
      ],
    });
    let next: (() => void) | undefined;
    api.on('threads.add_user_message', (_request, reply) => {
      reply.frames(done(userItem('u2', 'More')), streamOptions(), {
        type: 'thread.item.added',
        item: widgetItem('w9', state('One')),
      });
      next = () => {
        reply.frames(
          updated('w9', { type: 'widget.streaming_text.value_delta', component_id: 'note', delta: ' two', done: true }),
        );
        reply.frames(updated('w9', { type: 'widget.root.updated', widget: state('One two three') }));
        reply.frames(done(widgetItem('w9', state('One two three'))));
        reply.end();
      };
    });
    const page = await bench.current.openWidgets([]);
    await page.getByRole('textbox').fill('More');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
    next?.();
    await page.getByText('One two three').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Ada');
  });
});
