/** When a task is due: on a day, which is the same day in every zone, or at a time, with the zone it was said in. */
export type Due = { readonly on: string } | { readonly at: Date; readonly zone: string };
