import { useDesktopState } from '../desktop/state/use-desktop-state.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';

/**
 * The way to a new password: a page of the browser, for a desktop as well.
 *
 * @param props.keepsPage whether something waits behind this page that leaving it would lose
 */
export function ForgottenLink({ keepsPage }: { keepsPage: boolean }) {
  const { platform } = useAppServices();
  const { forgotten } = useMessages();
  const desktop = useDesktopState(platform.shell);
  const origin = platform.kind === 'desktop' ? desktop?.server.url : '';
  if (origin === undefined) return null;
  const isElsewhere = keepsPage || platform.kind === 'desktop';
  return (
    <p className="auth-forgotten">
      <a
        href={new URL('/forgot-password', new URL(origin, location.href)).href}
        {...(isElsewhere ? { target: '_blank', rel: 'noreferrer' } : {})}
      >
        {forgotten.link}
      </a>
    </p>
  );
}
