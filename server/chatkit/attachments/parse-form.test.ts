import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findFile } from './parse-form.ts';

const field = fc.constantFrom('file', 'x', 'note');
const part = fc.oneof(
  fc.record({ field, text: fc.string({ unit: fc.constantFrom(...'ab-\r\n"; =é日') }) }),
  fc.record({
    field,
    name: fc.string({ unit: fc.constantFrom(...'ab."\n é日%2;='), minLength: 1 }),
    bytes: fc.uint8Array({ maxLength: 40 }),
  }),
);

test('a file is found as the platform’s own parser finds it, in any form that the platform writes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 10 }), async (parts) => {
      const form = new FormData();
      for (const each of parts)
        if ('text' in each) form.append(each.field, each.text);
        else form.append(each.field, new File([new Uint8Array(each.bytes)], each.name, { type: 'text/csv' }));
      const written = new Response(form);
      const boundary = written.headers.get('Content-Type')?.split('boundary=')[1] ?? '';
      const found = findFile(Buffer.from(await written.clone().arrayBuffer()), boundary, 'file');
      const file = (await written.formData()).getAll('file').find((value) => value instanceof File);
      expect(found && { ...found, bytes: [...found.bytes] }).toEqual(
        file && { name: file.name, mediaType: file.type, bytes: [...new Uint8Array(await file.arrayBuffer())] },
      );
    }),
    { numRuns: 200, seed: 20_261_201 },
  );
});

test('what is broken is no form', () => {
  const whole = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nmilk\r\n--b--\r\n';
  expect(findFile(Buffer.from(whole), 'b', 'file')).toMatchObject({ name: 'a', bytes: Buffer.from('milk') });
  for (let length = 0; length < whole.length - 4; length += 1)
    expect(findFile(Buffer.from(whole.slice(0, length)), 'b', 'file'), whole.slice(0, length)).toBeUndefined();
});
