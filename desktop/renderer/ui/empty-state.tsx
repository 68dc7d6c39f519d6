import type { ReactNode } from 'react';

/** What a page says where there is nothing to show, with the way on. */
export function EmptyState(props: {
  icon: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
  isAlert?: boolean;
  /** True where this is all a page has: its title is the page's then. */
  isPage?: boolean;
}) {
  const Heading = props.isPage ? 'h1' : 'h2';
  return (
    <div className="empty" role={props.isAlert ? 'alert' : undefined}>
      <span className="empty-icon">{props.icon}</span>
      <Heading className="empty-title">{props.title}</Heading>
      <p className="empty-text">{props.text}</p>
      {props.children && <div className="empty-actions">{props.children}</div>}
    </div>
  );
}
