import { LogOut } from 'lucide-react';
import { DesktopSections } from '../desktop/desktop-sections.tsx';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useSignOut } from '../session/use-session.ts';
import { usePageTitle } from '../ui/use-page-title.ts';
import { AccountSection } from './account-section.tsx';
import { DangerSection } from './danger-section.tsx';
import { DataSection } from './data-section.tsx';
import { DevicesSection } from './devices-section.tsx';
import { ModelSection } from './model-section.tsx';
import { PreferencesSection } from './preferences-section.tsx';
import { SignInSections } from './sign-in-sections.tsx';

/** Everything a person can say about themselves, their data and, on a desktop, this computer. */
export function ProfilePage() {
  const { profile } = useMessages();
  const { platform } = useAppServices();
  const signOut = useSignOut();
  usePageTitle(profile.title);
  return (
    <div className="page profile">
      <header className="page-header">
        <h1 className="page-title">{profile.title}</h1>
        <button
          type="button"
          className="button page-action"
          disabled={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          <LogOut size={16} aria-hidden />
          {profile.signOut}
        </button>
      </header>
      <AccountSection />
      <SignInSections />
      <DevicesSection />
      <PreferencesSection />
      <ModelSection />
      {platform.shell && <DesktopSections shell={platform.shell} />}
      <DataSection />
      <DangerSection />
    </div>
  );
}
