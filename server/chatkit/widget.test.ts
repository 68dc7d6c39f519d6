import { expect, test } from 'vitest';
import { badge, button, caption, icon, image, label, markdown, text, title } from './widget-content.ts';
import { chart, table, tableCell, tableRow } from './widget-data.ts';
import { checkbox, datePicker, input, radioGroup, select, textarea } from './widget-fields.ts';
import {
  basic,
  box,
  card,
  col,
  divider,
  form,
  listView,
  listViewItem,
  row,
  spacer,
  transition,
} from './widget-layout.ts';
import { withActionDefaults, type WidgetComponent, type WidgetRoot } from './widget.ts';
import { readWidgetTemplate } from './widget-template.ts';

test('builds every component as a plain object with its type', () => {
  const action = { type: 'go' };
  const options = [{ value: 'a', label: 'A' }];
  const components: WidgetComponent[] = [
    box({ direction: 'row' }),
    row({ gap: 2 }),
    col({}),
    form({ onSubmitAction: action }),
    spacer({}),
    divider({ flush: true }),
    transition({ children: null }),
    text({ value: 't', id: 't', streaming: true }),
    title({ value: 't', size: '5xl' }),
    caption({ value: 'c' }),
    label({ value: 'l', fieldName: 'f' }),
    markdown({ value: 'm' }),
    badge({ label: 'b', color: 'success' }),
    icon({ name: 'bolt' }),
    image({ src: 'https://example.com/a.png' }),
    button({ label: 'b', onClickAction: action }),
    input({ name: 'i', inputType: 'email' }),
    textarea({ name: 't', rows: 3 }),
    select({ name: 's', options }),
    datePicker({ name: 'd', side: 'top' }),
    checkbox({ name: 'c', defaultChecked: true }),
    radioGroup({ name: 'r', options }),
    table({ children: [tableRow({ header: true, children: [tableCell({ colSpan: 2 })] })] }),
    chart({ data: [{ day: 'Mo', done: 1 }], series: [{ type: 'bar', dataKey: 'done', label: 'Done' }], xAxis: 'day' }),
  ];
  const roots: WidgetRoot[] = [
    card({ children: components, confirm: { label: 'Yes', action } }),
    listView({ children: [listViewItem({ key: '1', children: components, onClickAction: action })], limit: 'auto' }),
    basic({ children: components }),
  ];
  expect(roots.map(({ type }) => type)).toEqual(['Card', 'ListView', 'Basic']);
  expect(components.map(({ type }) => type).join(' ')).toBe(
    'Box Row Col Form Spacer Divider Transition Text Title Caption Label Markdown Badge Icon Image Button ' +
      'Input Textarea Select DatePicker Checkbox RadioGroup Table Chart',
  );
  expect(text({ id: 'a', value: 'x' })).toEqual({ type: 'Text', id: 'a', value: 'x' });
});

test('P176 takes an action without further members as one for the server that streams', () => {
  expect(withActionDefaults({ type: 'go' })).toEqual({
    type: 'go',
    handler: 'server',
    loadingBehavior: 'auto',
    streaming: true,
  });
  expect(withActionDefaults({ type: 'go', handler: 'client', streaming: false, payload: 1 })).toEqual({
    type: 'go',
    handler: 'client',
    loadingBehavior: 'auto',
    streaming: false,
    payload: 1,
  });
});

test('P177 refuses a widget template of any version but 1.0', () => {
  const file = { version: '1.0', name: 'card', template: '{"type":"Card"}', encodedWidget: 'x' };
  expect(readWidgetTemplate(JSON.stringify(file))).toMatchObject({ name: 'card', template: '{"type":"Card"}' });
  for (const version of ['1.1', '2.0', '1']) {
    const otherVersion = JSON.stringify({ ...file, version });
    expect(() => readWidgetTemplate(otherVersion)).toThrow(/version 1\.0/);
  }
  expect(() => readWidgetTemplate('{')).toThrow(/not a widget template/);
});
