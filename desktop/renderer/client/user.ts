import * as z from 'zod/mini';

const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Whether somebody has confirmed that they read mail there. */
  emailVerified: z.optional(z.boolean()),
  /** Null follows the device. */
  locale: z.nullish(z.string()),
  theme: z.nullish(z.enum(['system', 'light', 'dark'])),
});

/** The signed-in person. */
export type User = z.infer<typeof user>;

/** What Better Auth answers about the session: null when there is none. */
export const sessionAnswer = z.nullable(z.object({ user }));

/** What a person can change about themselves. */
export interface UserChange {
  readonly name?: string;
  readonly locale?: string | null;
  readonly theme?: 'system' | 'light' | 'dark';
}
