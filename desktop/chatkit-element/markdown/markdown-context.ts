import { createContext } from 'react';
import type { Citation } from './place-citations.ts';

/** What the parts of a Markdown text need to know of the whole. */
export type MarkdownSettings = {
  citations: readonly Citation[];
  /** Hosts whose images may be requested. */
  imageDomains: readonly string[] | undefined;
};

/** The settings of the Markdown text around a view. */
export const MarkdownContext = createContext<MarkdownSettings>({ citations: [], imageDomains: undefined });
