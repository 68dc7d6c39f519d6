/** Something that was chosen in the palette: a place to go to, or an action by its id. */
export interface Recent {
  readonly id: string;
  readonly label: string;
  readonly path?: string;
}

/** How many are offered again. */
const KEPT = 6;

/** Puts what was chosen first, once. */
export function remember(recent: readonly Recent[], chosen: Recent): readonly Recent[] {
  return [chosen, ...recent.filter(({ id }) => id !== chosen.id)].slice(0, KEPT);
}
