import type { ReactNode } from 'react';

/** What a page says where there is nothing to show, with the way on. */
export function EmptyState(props: {
  icon: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
  isAlert?: boolean;
}) {
  return (
    <div className="empty" role={props.isAlert ? 'alert' : undefined}>
      <span className="empty-icon">{props.icon}</span>
      <h2 className="empty-title">{props.title}</h2>
      <p className="empty-text">{props.text}</p>
      {props.children && <div className="empty-actions">{props.children}</div>}
    </div>
  );
}
