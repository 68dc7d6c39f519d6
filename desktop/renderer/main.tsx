import '../design-tokens.css';
import './styles/base.css';
import './styles/buttons.css';
import './styles/inputs.css';
import './styles/navigation.css';
import './styles/shell.css';
import './styles/states.css';
import './styles/overlays.css';
import './styles/palette.css';
import './styles/auth.css';
import './styles/dashboard.css';
import './styles/task-rows.css';
import './styles/tasks.css';
import './styles/task-detail.css';
import './styles/dates.css';
import './styles/chat.css';
import './styles/profile.css';
import './styles/smallest-window.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { App } from './app.tsx';
import { takeLinkToken } from './auth/mailed/link-token.ts';
import { AppServicesContext, createAppServices } from './services/app-services.ts';
import { choosePlatform } from './platform/choose-platform.ts';
import { takeKeptWork } from './services/kept-work.ts';

// The page's policy forbids code made from text, which zod would otherwise try for speed.
z.config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const linkToken = takeLinkToken();
const kept = takeKeptWork();
// After an update the app comes back where it was left, unless a link asks for another page.
if (kept && location.pathname === '/') history.replaceState(null, '', kept.path);
const services = createAppServices(choosePlatform(), kept);
if (/^\/chat(\/|$)/.test(location.pathname)) {
  // What the chat is made of comes while it is found out who is here; what fails is fetched again where it is needed.
  const parts = [import('./chat/chat-page.tsx'), import('../chatkit-element/define-chatkit-element.ts')];
  void Promise.allSettled(parts);
}

createRoot(root).render(
  <StrictMode>
    <AppServicesContext value={services}>
      <QueryClientProvider client={services.queryClient}>
        <App linkToken={linkToken} />
      </QueryClientProvider>
    </AppServicesContext>
  </StrictMode>,
);
