import { useContext } from 'react';
import { SourceLink } from '../transcript/source-link.tsx';
import { MarkdownContext } from './markdown-context.ts';

/** The sources cited at one place in the text, as small links. */
export function CitationMark({ number }: { number: number }) {
  const { citations } = useContext(MarkdownContext);
  const cited = citations[number]?.annotations ?? [];
  return cited.map(({ source }, index) => <SourceLink key={index} source={source} isInline />);
}
