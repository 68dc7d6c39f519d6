import { useMessages } from '../i18n/language-context.tsx';

/** Rows as tall as the real ones, so that nothing moves when those arrive. */
export function SkeletonRows({ count }: { count: number }) {
  const { action } = useMessages();
  return (
    <div className="skeleton-rows" role="status">
      <span className="visually-hidden">{action.loading}</span>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} className="skeleton-row" aria-hidden />
      ))}
    </div>
  );
}
