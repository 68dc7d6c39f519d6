import { z } from 'zod';

const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,199}$/);

const updateInfo = z.object({
  version: z.string().max(64),
  path: fileName.optional(),
  files: z
    .array(
      z.object({
        url: fileName,
        sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
        size: z.number().int().positive().max(1_000_000_000).optional(),
      }),
    )
    .min(1)
    .max(20),
  stagingPercentage: z.union([z.number().min(0).max(100), z.string().regex(/^\d{1,3}$/)]).optional(),
  packages: z.undefined().optional(),
});

/**
 * Whether an update feed says something we would install: plain file names beside the feed, a checksum for each, and a
 * rollout share that is a number (the updater takes anything else for "everyone").
 */
export function isSafeUpdateInfo(info: unknown): boolean {
  return updateInfo.safeParse(info).success;
}
