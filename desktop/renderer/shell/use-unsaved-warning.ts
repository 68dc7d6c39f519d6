import { useIsMutating } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAppServices } from '../services/app-services.ts';

/**
 * Has the browser ask before it closes a tab in which something is written about a task
 * and not saved, or on its way. The desktop
 * closes its window without ending the page, and keeps what is written when it restarts itself.
 */
export function useUnsavedWarning(): void {
  const { platform, taskDrafts } = useAppServices();
  const isSaving = useIsMutating({ predicate: ({ options }) => options.scope !== undefined }) > 0;
  useEffect(() => {
    if (platform.kind !== 'browser') return undefined;
    const ask = (event: BeforeUnloadEvent) => {
      if (isSaving || taskDrafts.wouldBeLost) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [platform, taskDrafts, isSaving]);
}
