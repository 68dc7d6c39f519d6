import { createContext, type ComponentType } from 'react';
import type { Source } from '../protocol/thread-item.ts';
import type { PlacedCitation } from './place-citations.ts';

/** What the parts of a Markdown text need to know of the whole. */
export type MarkdownSettings = {
  citations: readonly PlacedCitation[];
  /** Draws a cited source inside the text. */
  Citation: ComponentType<{ source: Source }> | undefined;
  /** Hosts whose images may be requested. */
  imageDomains: readonly string[] | undefined;
};

/** The settings of the Markdown text around a view. */
export const MarkdownContext = createContext<MarkdownSettings>({
  citations: [],
  Citation: undefined,
  imageDomains: undefined,
});
