import { useEffect, useRef, type ReactNode } from 'react';
import { usePageTitle } from '../../ui/use-page-title.ts';

/**
 * What a page says at the moment. One that takes the place of another takes the focus, so that it is read out.
 *
 * @param props.isFirst whether the page begins with it
 */
export function PageState(props: { title: string; text?: string; isFirst?: boolean; children?: ReactNode }) {
  const { title, text, isFirst = false, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useEffect(() => {
    if (!isFirst) heading.current?.focus();
  }, [isFirst]);
  return (
    <>
      <h1 ref={heading} className="auth-title" tabIndex={-1}>
        {title}
      </h1>
      {text !== undefined && <p className="auth-text">{text}</p>}
      {children}
    </>
  );
}
