import { choiceAt, type JsonObject } from '../../protocol/json-fields.ts';

/** The heights and fonts of controls, smallest first. */
export const CONTROL_SIZES = ['3xs', '2xs', 'xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl'] as const;

/** The size of an icon in pixels. */
export function iconSizeOf(node: JsonObject, key: 'size' | 'iconSize'): number {
  return ICON_SIZES[choiceAt(node, key, ICON_SIZE_NAMES) ?? 'md'];
}

const ICON_SIZES = { xs: 12, sm: 14, md: 18, lg: 22, xl: 26, '2xl': 32, '3xl': 40 } as const;
const ICON_SIZE_NAMES = ['xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl'] as const;
