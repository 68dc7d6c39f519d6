import { expect, test } from 'vitest';
import { RenderBoundary } from './render-boundary.tsx';

test('leaves out what failed to be drawn, and reports it', () => {
  const failures: Error[] = [];
  const boundary = new RenderBoundary({ onError: (error) => failures.push(error), children: 'shown' });
  expect(boundary.render()).toBe('shown');
  boundary.state = RenderBoundary.getDerivedStateFromError();
  boundary.componentDidCatch(new Error('Broken.'));
  expect(boundary.render()).toBeNull();
  expect(failures).toEqual([new Error('Broken.')]);
});
