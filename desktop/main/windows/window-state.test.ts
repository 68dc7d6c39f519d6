import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restorePlacement } from './window-state.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1040 };
const saved = (bounds: { x: number; y: number; width: number; height: number }) => ({
  bounds,
  isMaximized: false,
  isFullScreen: false,
  zoom: 0,
});

describe('E-73 where the window opens', () => {
  it('in the middle, the first time', () => {
    expect(restorePlacement(null, [SCREEN])).toEqual({ width: 1120, height: 760 });
  });

  it('where it was, on any screen there is', () => {
    const bounds = { x: 2000, y: 50, width: 900, height: 700 };
    expect(restorePlacement(saved(bounds), [SCREEN, { ...SCREEN, x: 1920 }])).toEqual(bounds);
    expect(restorePlacement(saved(bounds), [SCREEN])).toEqual({ width: 1120, height: 760 });
  });

  it('large enough to be used', () => {
    expect(restorePlacement(saved({ x: 10, y: 10, width: 1, height: 1 }), [SCREEN])).toMatchObject({
      width: 400,
      height: 480,
    });
  });

  it('never out of reach, whatever was saved', () => {
    const edge = fc.integer({ min: -100_000, max: 100_000 });
    fc.assert(
      fc.property(edge, edge, fc.nat(10_000), fc.nat(10_000), (x, y, width, height) => {
        const place = restorePlacement(saved({ x, y, width, height }), [SCREEN]);
        if (place.x === undefined || place.y === undefined) return true;
        const visibleWidth = Math.min(place.x + place.width, SCREEN.width) - Math.max(place.x, 0);
        const visibleHeight = Math.min(place.y + place.height, SCREEN.height) - Math.max(place.y, 0);
        return visibleWidth >= 100 && visibleHeight >= 100;
      }),
    );
  });
});
