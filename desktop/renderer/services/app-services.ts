import { QueryClient, notifyManager } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { ApiClient, type Preferences } from '../client/api-client.ts';
import { ApiError } from '../client/api-error.ts';
import { Connectivity } from '../client/connectivity.ts';
import { deviceTimeZone } from '../i18n/calendar.ts';
import type { DesktopState, Platform } from '../platform/platform.ts';
import { ChangeWatch } from './change-watch.ts';
import { KnownTasks } from './known-tasks.ts';
import { forgetWorkOfTab, keepWork, type KeptWork, type UnsentMessage } from './kept-work.ts';
import { LiveEvents } from './live-events.ts';
import { TaskDrafts } from './task-drafts.ts';

/** Everything that lives as long as the page and that components share. */
export interface AppServices {
  readonly platform: Platform;
  readonly api: ApiClient;
  readonly connectivity: Connectivity;
  readonly queryClient: QueryClient;
  /** What changes, wherever it is changed. */
  readonly events: LiveEvents;
  /** Keeps what is heard of changes back while this page makes one. */
  readonly changeWatch: ChangeWatch;
  /** What is being written about tasks, by person and task; it outlives the forms. */
  readonly taskDrafts: TaskDrafts;
  /** What is known of a person's tasks; of nobody else's at the same time. */
  readonly knownTasks: (userId: string) => KnownTasks;
  /** What was being written to the assistant when the page went away; given out once, to whoever wrote it. */
  readonly keptMessage: { take(userId: string): UnsentMessage | null };
  /** Keeps what is being written for its writer, where they come back to it. */
  keepWork: (userId: string, place: 'browser' | 'tab') => void;
  /** Somebody leaves on purpose: nothing of what they write is kept. */
  dropWork: () => void;
  /** Sets how requests speak, once it is known who is there. */
  setPreferences(preferences: Preferences): void;
}

/**
 * Makes the services of a page.
 *
 * @param kept what the page of before was in the middle of
 */
export function createAppServices(platform: Platform, kept: KeptWork | null): AppServices {
  // A box that was ticked is ticked in the same frame, not one later.
  notifyManager.setScheduler(queueMicrotask);
  const queryClient = createQueryClient();
  // A desktop knows the network better than its pages do.
  const shellIsOffline = () => queryClient.getQueryData<DesktopState>(['desktop'])?.connection === 'offline';
  const connectivity = new Connectivity(() => navigator.onLine && !shellIsOffline());
  let preferences: Preferences = { locale: navigator.language, timeZone: deviceTimeZone() };
  const api = new ApiClient({
    platform,
    connectivity,
    preferences: () => preferences,
    // The session query then finds out that nobody is signed in, and the sign-in page comes up over the app.
    onSessionEnd: () => void queryClient.invalidateQueries({ queryKey: ['session'] }),
  });
  const taskDrafts = new TaskDrafts(kept?.taskDrafts);
  let isDropped = false;
  return {
    platform,
    api,
    connectivity,
    queryClient,
    events: new LiveEvents(api),
    changeWatch: new ChangeWatch(),
    taskDrafts,
    knownTasks: createKnownTasks(),
    keptMessage: createKeptMessage(kept),
    keepWork: (userId, place) => {
      if (isDropped) return;
      keepWork({ userId, taskDrafts, place });
      if (place === 'browser') taskDrafts.noteKept();
    },
    dropWork: () => {
      isDropped = true;
      forgetWorkOfTab();
    },
    setPreferences: (next) => {
      preferences = next;
    },
  };
}

/** Holds the services; `main.tsx` fills it. */
export const AppServicesContext = createContext<AppServices | null>(null);

export function useAppServices(): AppServices {
  const services = use(AppServicesContext);
  if (!services) throw new Error('useAppServices outside of its provider');
  return services;
}

function createKnownTasks(): AppServices['knownTasks'] {
  let [owner, known] = ['', new KnownTasks()];
  return (userId) => {
    if (userId !== owner) [owner, known] = [userId, new KnownTasks()];
    return known;
  };
}

function createKeptMessage(kept: KeptWork | null): AppServices['keptMessage'] {
  let message = kept?.message ?? null;
  return {
    take: (userId) => {
      if (message === null || userId !== kept?.userId) return null;
      const taken = message;
      message = null;
      return taken.content.length + taken.attachments.length > 0 ? taken : null;
    },
  };
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Requests decide whether the server is there: it may run on this machine, without any network.
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && canHelpToRetry(error),
        // A server that says when to come again is taken at its word.
        retryDelay: (failures, error) =>
          error instanceof ApiError && error.retryAfter !== undefined
            ? error.retryAfter * 1000
            : Math.min(1000 * 2 ** failures, 30_000),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

function canHelpToRetry(error: Error): boolean {
  return error instanceof ApiError && (error.status >= 500 || error.status === 429);
}
