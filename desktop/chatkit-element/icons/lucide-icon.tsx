import { icons } from 'lucide-react';
import { FALLBACK_ICON } from './icons.ts';

/** Draws any icon of the Lucide set by its kebab-case name. */
export function LucideIcon({ name, size }: { name: string; size: number }) {
  const wanted = name.replaceAll('-', '').toLowerCase();
  const match = Object.entries(icons).find(([key]) => key.toLowerCase() === wanted);
  const Drawn = match?.[1] ?? FALLBACK_ICON;
  return <Drawn size={size} strokeWidth={1.75} />;
}
