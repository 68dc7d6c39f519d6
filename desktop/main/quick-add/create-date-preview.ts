import type { Logger } from 'pino';
import type { DatePreview } from '../../date-preview.ts';
import type { ParleyApi } from '../server/parley-api.ts';

/** Reads the dates in what is typed. @returns null when there is nothing to show, or a later text was asked about */
export type PreviewDates = (text: string) => Promise<DatePreview | null>;

/** Creates the reader; only the newest text is of interest, and what fails is no more than a preview. */
export function createDatePreview(deps: {
  api: Pick<ParleyApi, 'previewDates'>;
  accountId: () => string | null;
  logger: Logger;
}): PreviewDates {
  let current = new AbortController();
  return async (text) => {
    current.abort();
    const own = new AbortController();
    current = own;
    const accountId = deps.accountId();
    if (accountId === null) return null;
    try {
      const preview = await deps.api.previewDates(text, own.signal);
      return own.signal.aborted || accountId !== deps.accountId() ? null : preview;
    } catch (error) {
      if (!own.signal.aborted) deps.logger.debug({ err: error }, 'dates could not be previewed');
      return null;
    }
  };
}
