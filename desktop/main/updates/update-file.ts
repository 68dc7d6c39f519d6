import { parse } from 'yaml';
import { z } from 'zod';
import { RefusedUpdate } from './why-update-failed.ts';

export const MAX_INSTALLER_BYTES = 1_000_000_000;

const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,199}$/);
const sha512 = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);

const updateFile = z.object({
  version: z
    .string()
    .max(64)
    .regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/),
  path: fileName.optional(),
  files: z
    .array(
      z.object({
        url: fileName,
        sha512,
        size: z.int().positive().max(MAX_INSTALLER_BYTES).exactOptional(),
        blockMapSize: z.int().positive().max(100_000_000).exactOptional(),
        isAdminRightsRequired: z.boolean().exactOptional(),
      }),
    )
    .min(1)
    .max(20),
  releaseDate: z.string().max(64).default(''),
  // The updater takes anything that is no number for "everyone".
  stagingPercentage: z.int().min(0).max(100).exactOptional(),
  minimumSystemVersion: z
    .string()
    .regex(/^\d+(?:\.\d+){0,3}$/)
    .exactOptional(),
  // A web installer loads further files that carry no signature.
  packages: z.undefined().optional(),
});

/** What a feed says about its newest version: plain file names beside the feed, a checksum for each. */
export type UpdateFile = z.infer<typeof updateFile>;

/**
 * Reads the text of a `latest.yml`.
 *
 * @throws RefusedUpdate when it is not one whose update we would install; what it says is not in the message
 */
export function parseUpdateFile(text: string): UpdateFile {
  const parsed = updateFile.safeParse(readYaml(text));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new RefusedUpdate(`The update file is not one to trust: ${places}`);
}

function readYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'silent' });
  } catch {
    throw new RefusedUpdate('The update file is not YAML.');
  }
}
