import type { ReactNode } from 'react';
import { Logo } from '../ui/logo.tsx';
import { AuthPitch } from './auth-pitch.tsx';

/** What stands around everything that happens before somebody is signed in. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className="auth-page">
      <AuthPitch />
      <main className="auth-main">
        <div className="auth-card">
          <Logo size={40} />
          {children}
        </div>
      </main>
    </div>
  );
}
