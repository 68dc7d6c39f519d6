import { ImageOff } from 'lucide-react';
import { useContext } from 'react';
import { useStrings } from '../session/session-hooks.tsx';
import { MarkdownContext } from './markdown-context.ts';
import { MarkdownLink } from './markdown-link.tsx';
import { isImageAllowed } from './safe-link.ts';

/** An image of an allowed host; any other is a link to it and is not requested. */
export function MarkdownImage({ src, alt }: { src: string; alt: string }) {
  const strings = useStrings();
  const { imageDomains } = useContext(MarkdownContext);
  if (isImageAllowed(src, imageDomains)) {
    return <img className="markdown-image" src={src} alt={alt} loading="lazy" referrerPolicy="no-referrer" />;
  }
  return (
    <span className="blocked-image">
      <ImageOff size={14} aria-hidden="true" />
      <MarkdownLink href={src}>{alt === '' ? strings.imageBlocked : `${strings.imageBlocked}: ${alt}`}</MarkdownLink>
    </span>
  );
}
