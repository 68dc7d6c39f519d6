import { Command } from 'cmdk';
import { Circle, CircleCheck, CornerDownLeft, MessageCircle, MessagesSquare, Search, X, Zap } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { describeError } from '../client/describe-error.ts';
import type { SearchAnswer } from '../client/search-answer.ts';
import { formatAgo, formatDue } from '../i18n/format-due.ts';
import { useSpeech } from '../i18n/language-context.tsx';
import { useNow } from '../ui/use-now.ts';
import { Marked } from './marked.tsx';
import type { Recent } from './recent.ts';
import { useSearch } from './use-search.ts';

/** Something the app can do. */
export interface PaletteAction {
  readonly id: string;
  readonly label: string;
  /** The keys that do it anywhere, one after the other. */
  readonly keys: readonly string[];
  readonly run: () => void;
}

/**
 * One field for everything: tasks, conversations, what was said in them, and all that can be done; the keyboard alone is
 * enough.
 *
 * @param props.recent what was chosen here last, the newest first
 */
export function CommandPalette(props: {
  actions: readonly PaletteAction[];
  recent: readonly Recent[];
  onChoose: (chosen: Recent) => void;
  onClose: () => void;
}) {
  const { messages } = useSpeech();
  const words = messages.palette;
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const search = useSearch(typed);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    // The browser would choose what is around the field.
    element?.querySelector('input')?.focus();
    return () => element?.close();
  }, []);

  const [, navigate] = useLocation();
  const open = (recent: Recent) => {
    dialog.current?.close();
    props.onChoose(recent);
    if (recent.path !== undefined) navigate(recent.path);
    else props.actions.find(({ id }) => id === recent.id)?.run();
  };
  const asked = fold(typed.trim());
  const actions = props.actions.filter(({ label }) => fold(label).includes(asked));
  const again = asked === '' ? knownOf(props.recent, props.actions) : [];
  const first = again[0]?.id ?? firstOf(search.found) ?? actions[0]?.id ?? '';
  const [selected, setSelected] = useState('');
  // What is found anew begins at its top.
  const [shown, setShown] = useState<unknown>(null);
  if (shown !== first + asked) {
    setShown(first + asked);
    setSelected(first);
  }
  // Who types and presses Enter at once means what was typed, not what was found before.
  const isEntering = useRef(false);
  const type = (text: string) => {
    isEntering.current = false;
    setTyped(text);
  };
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isEntering.current || search.isWaiting) return;
    isEntering.current = false;
    list.current?.querySelector<HTMLElement>('[cmdk-item]')?.click();
  }, [search.isWaiting]);
  return (
    // A click beside the palette closes it, as Escape does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className="palette"
      aria-label={words.title}
      onClose={props.onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <Command
        shouldFilter={false}
        label={words.title}
        loop
        value={selected}
        onValueChange={setSelected}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || !search.isWaiting) return;
          event.preventDefault();
          isEntering.current = true;
        }}
      >
        <div className="palette-field">
          <Search size={18} aria-hidden />
          <Command.Input value={typed} onValueChange={type} placeholder={words.placeholder} maxLength={500} />
          <button type="button" className="palette-close" onClick={() => dialog.current?.close()}>
            <kbd>Esc</kbd>
            <X size={18} aria-hidden />
            <span className="visually-hidden">{messages.action.close}</span>
          </button>
        </div>
        <Command.List ref={list} className="palette-list" label={words.results} aria-busy={search.isWaiting}>
          {again.length > 0 && <RecentGroup recent={again} onOpen={open} />}
          {search.found && <Found found={search.found} onOpen={open} />}
          {actions.length > 0 && (
            <Command.Group heading={words.actions}>
              {actions.map(({ id, label, keys }) => (
                <Item key={id} id={id} icon={<Zap size={16} />} onSelect={() => open({ id, label })} keys={keys}>
                  {label}
                </Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
        <p className="palette-status" role="status">
          {search.isError && asked !== '' ? describeError(search.error, messages) : statusOf(search, actions, words)}
        </p>
      </Command>
    </dialog>
  );
}

function statusOf(
  { isWaiting, found }: Pick<ReturnType<typeof useSearch>, 'isWaiting' | 'found'>,
  actions: readonly unknown[],
  words: ReturnType<typeof useSpeech>['messages']['palette'],
): string {
  if (isWaiting) return words.searching;
  if (!found) return words.hint;
  const count = found.tasks.length + found.conversations.length + found.messages.length + actions.length;
  return count === 0 ? words.nothing : words.count(count);
}

/** What was chosen last and can be chosen still; its own place in the list is another. */
function knownOf(
  recent: readonly Recent[],
  actions: readonly PaletteAction[],
): (Recent & { readonly chosen: Recent })[] {
  return recent
    .filter(({ id, path }) => path !== undefined || actions.some((one) => one.id === id))
    .map((chosen) => ({ ...chosen, id: `again ${chosen.id}`, chosen }));
}

function firstOf(found: SearchAnswer | undefined): string | undefined {
  const [task] = found?.tasks ?? [];
  const [conversation] = found?.conversations ?? [];
  const [message] = found?.messages ?? [];
  if (task) return `task ${task.task.id}`;
  if (conversation) return `conversation ${conversation.id}`;
  return message && `message ${message.item_id}`;
}

/** What was chosen last comes first: people go back and forth. */
function RecentGroup(props: { recent: ReturnType<typeof knownOf>; onOpen: (recent: Recent) => void }) {
  const { palette } = useSpeech().messages;
  return (
    <Command.Group heading={palette.recent}>
      {props.recent.map(({ id, label, chosen }) => (
        <Item key={id} id={id} icon={<CornerDownLeft size={16} />} onSelect={() => props.onOpen(chosen)}>
          {label}
        </Item>
      ))}
    </Command.Group>
  );
}

function Found({ found, onOpen }: { found: SearchAnswer; onOpen: (recent: Recent) => void }) {
  const { messages, locale, timeZone } = useSpeech();
  const { palette, dashboard } = messages;
  const now = useNow();
  return (
    <>
      {found.tasks.length > 0 && (
        <Command.Group heading={palette.tasks}>
          {found.tasks.map(({ task, title, notes }) => (
            <Item
              key={task.id}
              id={`task ${task.id}`}
              icon={task.status === 'completed' ? <CircleCheck size={16} /> : <Circle size={16} />}
              note={formatDue(task, { locale, timeZone }, now) ?? ''}
              isOverdue={task.overdue}
              detail={notes && <Marked {...notes} />}
              onSelect={() => onOpen({ id: `task ${task.id}`, label: task.title, path: `/tasks/${task.id}` })}
            >
              <Marked {...title} />
            </Item>
          ))}
        </Command.Group>
      )}
      {found.conversations.length > 0 && (
        <Command.Group heading={palette.conversations}>
          {found.conversations.map(({ id, title, active_at }) => (
            <Item
              key={id}
              id={`conversation ${id}`}
              icon={<MessagesSquare size={16} />}
              note={formatAgo(active_at, { locale, timeZone }, now)}
              onSelect={() => onOpen({ id: `conversation ${id}`, label: title.text, path: `/chat/${id}` })}
            >
              <Marked {...title} />
            </Item>
          ))}
        </Command.Group>
      )}
      {found.messages.length > 0 && (
        <Command.Group heading={palette.messages}>
          {found.messages.map(({ conversation_id, conversation_title, item_id, from, created_at, text }) => (
            <Item
              key={item_id}
              id={`message ${item_id}`}
              icon={<MessageCircle size={16} />}
              note={formatAgo(created_at, { locale, timeZone }, now)}
              detail={`${from === 'user' ? palette.you : 'Parley'} · ${conversation_title ?? dashboard.untitled}`}
              onSelect={() =>
                onOpen({
                  id: `message ${item_id}`,
                  label: text.text,
                  path: `/chat/${conversation_id}?message=${item_id}`,
                })
              }
            >
              <Marked {...text} />
            </Item>
          ))}
        </Command.Group>
      )}
    </>
  );
}

function Item(props: {
  id: string;
  icon: ReactNode;
  onSelect: () => void;
  children: ReactNode;
  keys?: readonly string[];
  note?: string;
  isOverdue?: boolean;
  detail?: ReactNode;
}) {
  return (
    <Command.Item value={props.id} onSelect={props.onSelect} className="palette-item">
      <span className="palette-icon" aria-hidden>
        {props.icon}
      </span>
      <span className="palette-words">
        <span className="palette-name">{props.children}</span>
        {props.detail !== undefined && props.detail !== null && <span className="palette-detail">{props.detail}</span>}
      </span>
      {props.note !== undefined && props.note !== '' && (
        <span className={props.isOverdue ? 'palette-note palette-overdue' : 'palette-note'}>{props.note}</span>
      )}
      {props.keys?.map((key) => (
        <kbd key={key} aria-hidden>
          {key}
        </kbd>
      ))}
    </Command.Item>
  );
}

/** Without case and accents. */
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
