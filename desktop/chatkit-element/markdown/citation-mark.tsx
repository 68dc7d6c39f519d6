import { useContext } from 'react';
import { MarkdownContext } from './markdown-context.ts';

/** The sources cited at one place in the text, drawn as whoever shows the text wants them. */
export function CitationMark({ number }: { number: number }) {
  const { citations, Citation } = useContext(MarkdownContext);
  const cited = citations[number]?.annotations ?? [];
  return Citation && cited.map(({ source }, index) => <Citation key={index} source={source} />);
}
