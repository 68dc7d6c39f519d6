import * as z from 'zod/mini';

const device = z.object({
  id: z.string(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  device: z.object({
    kind: z.enum(['desktop_app', 'browser', 'other']),
    name: z.nullable(z.string()),
    system: z.nullable(z.string()),
  }),
  ipAddress: z.nullish(z.string()),
  updatedAt: z.string(),
});

/** Somewhere that a person is signed in. */
export type SignedInDevice = z.infer<typeof device>;

/** What the server answers about where somebody is signed in. */
export const deviceList = z.array(device);
