import { lazy, Suspense } from 'react';
import { FALLBACK_ICON, ICONS } from './icons.ts';

const LucideIcon = lazy(async () => ({ default: (await import('./lucide-icon.tsx')).LucideIcon }));

/** Draws an icon of the catalog; any other `lucide:` name fetches the whole set, which few pages need. */
export function CatalogIcon({ name, size }: { name: string; size: number }) {
  const key = name.replace(/^lucide:/, '');
  const Known = Object.hasOwn(ICONS, key) ? ICONS[key] : undefined;
  if (Known) {
    const filled = name.endsWith('-filled') ? { fill: 'currentColor', className: 'icon-filled' } : {};
    return <Known size={size} strokeWidth={1.75} {...filled} />;
  }
  if (name.startsWith('lucide:')) {
    return (
      <Suspense fallback={null}>
        <LucideIcon name={name.slice('lucide:'.length)} size={size} />
      </Suspense>
    );
  }
  return <FALLBACK_ICON size={size} strokeWidth={1.75} />;
}
