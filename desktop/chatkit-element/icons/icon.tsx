import { lazy, Suspense } from 'react';

const CatalogIcon = lazy(async () => ({ default: (await import('./catalog-icon.tsx')).CatalogIcon }));

/** An icon by its ChatKit name or `lucide:` name. Names nobody knows get a neutral shape. */
export function Icon({ name, size = 18 }: { name: string; size?: number }) {
  const box = { width: size, height: size };
  return (
    <span className="icon" aria-hidden="true" style={box}>
      <Suspense fallback={null}>
        <CatalogIcon name={name} size={size} />
      </Suspense>
    </span>
  );
}
