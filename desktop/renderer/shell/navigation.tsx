import { CircleUserRound, Keyboard, LayoutDashboard, ListChecks, MessageCircle, Plus, Search } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { keysOf, osOfPage } from '../desktop/settings/accelerator.ts';
import { useDesktopState } from '../desktop/state/use-desktop-state.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';
import { Logo } from '../ui/logo.tsx';

/**
 * The way between pages: a sidebar where there is room, a bar at the bottom where there is not.
 *
 * @param props.thread the conversation the chat has open, which its link leads back to
 */
export function Navigation({
  thread,
  onHelp,
  onPalette,
}: {
  thread: string | null;
  onHelp: () => void;
  onPalette: () => void;
}) {
  const { nav, updates, palette } = useMessages();
  const { platform } = useAppServices();
  const isUpdateReady = useDesktopState(platform.shell)?.update.status === 'ready';
  const user = useUser();
  return (
    <aside className="sidebar" data-pane tabIndex={-1}>
      <Link href="/" className="brand">
        <Logo size={28} />
        <span>Parley</span>
      </Link>
      <Link href="/tasks/new" className="button sidebar-new">
        <Plus size={16} aria-hidden />
        {nav.newTask}
      </Link>
      <button type="button" className="sidebar-search" aria-haspopup="dialog" onClick={onPalette}>
        <Search size={16} aria-hidden />
        <span>{palette.open}</span>
        <kbd aria-hidden>{keysOf('CommandOrControl+K', platform.shell?.os ?? osOfPage()).join(' ')}</kbd>
      </button>
      <nav className="nav" aria-label={nav.label}>
        <NavLink href="/" icon={<LayoutDashboard size={18} aria-hidden />} label={nav.dashboard} />
        <NavLink
          href={thread === null ? '/chat' : `/chat/${thread}`}
          section="/chat"
          icon={<MessageCircle size={18} aria-hidden />}
          label={nav.chat}
        />
        <NavLink href="/tasks" icon={<ListChecks size={18} aria-hidden />} label={nav.tasks} />
        <NavLink
          href="/profile"
          icon={<CircleUserRound size={18} aria-hidden />}
          label={nav.profile}
          {...(isUpdateReady && { badge: updates.readyBadge })}
        />
        <button type="button" className="nav-link nav-search" aria-haspopup="dialog" onClick={onPalette}>
          <Search size={18} aria-hidden />
          <span>{palette.open}</span>
        </button>
      </nav>
      <div className="sidebar-foot">
        <Link href="/profile" className="who">
          <span className="avatar" aria-hidden>
            {initialsOf(user.name)}
          </span>
          <span className="who-text">
            <span className="who-name">{user.name}</span>
            <span className="who-email">{user.email}</span>
          </span>
        </Link>
        <button
          type="button"
          className="icon-button"
          aria-label={nav.shortcuts}
          title={`${nav.shortcuts} (?)`}
          onClick={onHelp}
        >
          <Keyboard size={18} aria-hidden />
        </button>
      </div>
    </aside>
  );
}

/** @param props.badge says what the dot on the link stands for */
function NavLink(props: { href: string; section?: string; icon: React.ReactNode; label: string; badge?: string }) {
  const [path] = useLocation();
  const section = props.section ?? props.href;
  const isHere = section === '/' ? path === '/' : path === section || path.startsWith(`${section}/`);
  return (
    <Link href={props.href} className="nav-link" aria-current={isHere ? 'page' : undefined}>
      {props.icon}
      <span>{props.label}</span>
      {props.badge !== undefined && (
        <span className="nav-badge">
          <span className="visually-hidden">{props.badge}</span>
        </span>
      )}
    </Link>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 32))
    .join('')
    .toUpperCase();
}
