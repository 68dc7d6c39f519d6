import { Compass } from 'lucide-react';
import { Link } from 'wouter';
import { useMessages } from '../i18n/language-context.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { usePageTitle } from '../ui/use-page-title.ts';

/** The page of an address that leads nowhere. */
export function NotFound() {
  const { error } = useMessages();
  usePageTitle(error.notFoundTitle);
  return (
    <div className="page">
      <EmptyState isPage icon={<Compass size={28} aria-hidden />} title={error.notFoundTitle} text={error.notFoundText}>
        <Link href="/" className="button button-primary">
          {error.backToDashboard}
        </Link>
      </EmptyState>
    </div>
  );
}
