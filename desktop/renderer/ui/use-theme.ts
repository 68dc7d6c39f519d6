import { useEffect } from 'react';
import { useSyncExternalStore } from 'react';

/** The key the script in `public/theme-boot.js` reads before the first paint. */
const STORAGE_KEY = 'parley.theme';

const systemDark = matchMedia('(prefers-color-scheme: dark)');

/**
 * Applies a theme to the page and remembers it on this device, so that the next start does not flash the other one.
 *
 * @param wish null while nobody is signed in: what the device remembers stays
 */
export function useTheme(wish: 'system' | 'light' | 'dark' | null): void {
  const isSystemDark = useSystemDark();
  useEffect(() => {
    if (wish === null) return;
    try {
      localStorage.setItem(STORAGE_KEY, wish);
    } catch {
      // Storage is blocked: the theme lasts as long as the page.
    }
  }, [wish]);

  useEffect(() => {
    const effective = wish ?? remembered();
    document.documentElement.dataset['theme'] = effective === 'system' ? (isSystemDark ? 'dark' : 'light') : effective;
  }, [wish, isSystemDark]);
}

/** The scheme on screen right now, for whatever cannot follow by CSS. */
export function useColorScheme(wish: 'system' | 'light' | 'dark'): 'light' | 'dark' {
  const isSystemDark = useSystemDark();
  return wish === 'system' ? (isSystemDark ? 'dark' : 'light') : wish;
}

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (listener) => {
      systemDark.addEventListener('change', listener);
      return () => systemDark.removeEventListener('change', listener);
    },
    () => systemDark.matches,
  );
}

function remembered(): 'system' | 'light' | 'dark' {
  try {
    const theme = localStorage.getItem(STORAGE_KEY);
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  } catch {
    return 'system';
  }
}
