import { QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { messagesEn } from '../../../words/en/messages.ts';
import { ApiError } from '../../client/api-error.ts';
import { SpeechContext } from '../../i18n/language-context.tsx';
import { createBrowserPlatform } from '../../platform/browser-platform.ts';
import { AppServicesContext, createAppServices } from '../../services/app-services.ts';
import { EMPTY_DRAFT, type TaskDraft } from '../../services/kept-work.ts';
import { UserContext } from '../../session/session-context.tsx';
import { TaskForm } from './task-form.tsx';

const services = createAppServices(createBrowserPlatform(), null);

/** What an input takes that takes not anything. */
const VALUES: Partial<TaskDraft> = {
  date: '2026-11-24',
  time: '10:00',
  priority: 'high',
  recurrence: 'FREQ=DAILY;COUNT=3',
};

function draw(draft: TaskDraft, error: Error | null = null): string {
  const speech = { language: 'en', messages: messagesEn, locale: 'en', timeZone: 'UTC' } as const;
  const nothing = () => undefined;
  return renderToStaticMarkup(
    <AppServicesContext value={services}>
      <QueryClientProvider client={services.queryClient}>
        <UserContext value={{ id: 'user-1', name: 'Ana', email: 'ana@example.com' }}>
          <SpeechContext value={speech}>
            <TaskForm
              draft={draft}
              onChange={nothing}
              onSubmit={nothing}
              saving={{ isSaving: false, error, delayedBy: null }}
              state={{ isChanged: false, collided: [] }}
              submitLabel=""
              canSubmit
            />
          </SpeechContext>
        </UserContext>
      </QueryClientProvider>
    </AppServicesContext>,
  );
}

test.each(Object.keys(EMPTY_DRAFT))('the form of a task shows its %s', (field) => {
  const draft = { ...EMPTY_DRAFT, [field]: '7', ...(field in VALUES && { [field]: VALUES[field as keyof TaskDraft] }) };
  expect(draw(draft)).not.toBe(draw(EMPTY_DRAFT));
});

test.each(Object.entries(messagesEn.taskFields))('the form of a task names its %s', (field, name) => {
  expect(draw(EMPTY_DRAFT)).toContain(`>${field === 'recurrence' ? messagesEn.form.repeat : name}<`);
});

test.each([
  ['due', { duePhrase: 'feb 30', recurrence: 'every monday' }, 'input'],
  ['due', { duePhrase: 'feb 30', recurrence: 'FREQ=DAILY' }, 'input'],
  ['repetition', { recurrence: 'every foo' }, 'select'],
] as const)('the form of a task says at the %s what cannot be read there', (_what, typed, element) => {
  const drawn = draw({ ...EMPTY_DRAFT, ...typed }, new ApiError(400, 'invalid_date', { detail: 'No such day.' }));
  expect(drawn.match(/<(\w+)[^>]*aria-invalid="true"/)?.[1]).toBe(element);
  expect(drawn.match(/No such day\./g)).toHaveLength(1);
});
