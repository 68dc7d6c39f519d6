import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../../i18n/language-context.tsx';
import { useTasksHref } from '../list/use-task-filter.ts';

/** The top of an open task: the way back, its name and what can be done with it. Who opened it is taken there. */
export function DetailHeader({ title, children }: { title: string; children?: ReactNode }) {
  const { form } = useMessages();
  const tasksHref = useTasksHref();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isInField =
      document.activeElement?.matches('input, textarea') === true &&
      heading.current?.closest('article')?.contains(document.activeElement) === true;
    // A page that was only just loaded begins at its top.
    if (!isInField && navigator.userActivation.hasBeenActive) heading.current?.focus();
  }, []);
  return (
    <header className="detail-header">
      <Link href={tasksHref('/tasks')} className="icon-button" aria-label={form.back} title={form.back}>
        <ArrowLeft size={18} aria-hidden />
      </Link>
      <h1 ref={heading} className="detail-title" tabIndex={-1}>
        {title}
      </h1>
      {children}
    </header>
  );
}
