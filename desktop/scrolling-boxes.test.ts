import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));

/** A rule's selector and what it declares; styles here are flat, but for media queries around them. */
const RULE = /([^{}]+)\{([^{}]*)\}/g;

it('places what is positioned inside of a box that scrolls within that box, so that it scrolls along', () => {
  const files = globSync('{renderer,chatkit-element}/**/*.css', { cwd: here });
  const scrolling = files.flatMap((file) =>
    [...readFileSync(`${here}${file}`, 'utf8').matchAll(RULE)]
      .filter(([, , body = '']) => /overflow(?:-[xy])?:[^;]*\b(?:auto|scroll)\b/.test(body))
      .map(([, selector = '', body = '']) => ({ rule: `${file}: ${selector.trim()}`, body })),
  );
  expect(scrolling.length).toBeGreaterThan(8);
  // Labels only heard are positioned: against the page they reach below its end, and it scrolls into nothing.
  const escaping = scrolling.filter(({ body }) => !/position: (?:relative|absolute|fixed|sticky)/.test(body));
  expect(escaping.map(({ rule }) => rule)).toEqual([]);
});
