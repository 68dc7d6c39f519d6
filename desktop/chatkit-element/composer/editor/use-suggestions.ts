import type { Command, Entity } from '@openai/chatkit';
import { useCallback, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { toError } from '../../session/element-event.ts';
import { useSession } from '../../session/session-hooks.tsx';
import { builtInCommands } from './built-in-commands.ts';
import { caretIn, replaceBeforeCaret } from './caret.ts';
import { makeChip, readContent } from './editor-content.ts';
import type { Suggestion } from './suggestion.ts';

/** What the editor and the list share. */
export type Suggestions = {
  isOpen: boolean;
  kind: '@' | '/';
  rows: readonly Suggestion[];
  active: number;
  setActive: (index: number) => void;
  choose: (index: number) => void;
  /** Looks again at what is before the caret. */
  update: () => void;
  close: () => void;
  /** Takes keys that move in the list; true when it did. */
  handleKey: (event: KeyboardEvent) => boolean;
};

/** Watches an editor for `@` and `/` and offers what the host finds for the text behind them. */
export function useSuggestions(editor: RefObject<HTMLElement | null>): Suggestions {
  const session = useSession();
  const [open, setOpen] = useState<{ kind: '@' | '/'; rows: readonly Suggestion[] } | null>(null);
  const [active, setActive] = useState(0);
  const lastQuery = useRef<string | null>(null);
  const searches = useRef(0);

  const close = useCallback(() => {
    searches.current += 1;
    lastQuery.current = null;
    setOpen(null);
  }, []);

  const replaceQuery = (node: HTMLElement | null) => {
    const trigger = editor.current && triggerIn(editor.current);
    if (!trigger || !editor.current) return;
    replaceBeforeCaret(trigger.caret, trigger.start, node);
    session.composer.edit(readContent(editor.current));
  };
  const insertEntity = (entity: Entity) => {
    replaceQuery(
      makeChip({
        type: 'input_tag',
        id: entity.id,
        text: entity.title,
        data: entity.data ?? {},
        interactive: entity.interactive ?? false,
        ...(entity.group !== undefined && { group: entity.group }),
      }),
    );
    close();
  };
  const runCommand = async (command: Command) => {
    const selection = await session.options().commands?.onSelect?.(command);
    if (selection?.type === 'entity') insertEntity(selection.entity);
    else if (selection?.type === 'menu') show('/', selection.commands.map(commandRow));
    else {
      replaceQuery(null);
      close();
    }
  };
  const commandRow = (command: Command): Suggestion => ({
    ...command,
    key: command.id,
    choose: async () => runCommand(command),
  });
  const show = (kind: '@' | '/', rows: readonly Suggestion[]) => {
    setActive(0);
    setOpen({ kind, rows });
  };

  const search = async (kind: '@' | '/', query: string) => {
    const { entities, commands } = session.options();
    const number = ++searches.current;
    const find = async (): Promise<readonly Suggestion[]> => {
      if (kind === '@') {
        const found = (await entities?.onTagSearch?.(query)) ?? [];
        return found.map((entity) => ({
          key: entity.id,
          label: entity.title,
          choose: () => insertEntity(entity),
          ...(entity.icon !== undefined && { icon: entity.icon }),
          ...(entity.group !== undefined && { group: entity.group }),
        }));
      }
      const ours = builtInCommands(session, query).map((row) => ({
        ...row,
        choose: async () => {
          replaceQuery(null);
          close();
          await row.choose();
        },
      }));
      return [...ours, ...((await commands?.onSearch?.(query)) ?? []).map(commandRow)];
    };
    try {
      const rows = await find();
      // An older search may answer after a newer one.
      if (number === searches.current) show(kind, rows);
    } catch (thrown) {
      session.emit('chatkit.error', { error: toError(thrown) });
      close();
    }
  };

  const update = () => {
    const trigger = editor.current && triggerIn(editor.current);
    const { entities, commands } = session.options();
    const isOffered = trigger?.kind === '@' ? entities?.onTagSearch !== undefined : commands?.enabled === true;
    if (!trigger || !isOffered) {
      if (lastQuery.current !== null) close();
      return;
    }
    const query = trigger.kind + trigger.query;
    if (query === lastQuery.current) return;
    lastQuery.current = query;
    void search(trigger.kind, trigger.query);
  };

  const rows = open?.rows ?? [];
  const choose = (index: number) => {
    const row = rows[index];
    if (!row) return;
    Promise.resolve(row.choose()).catch((thrown: unknown) => {
      session.emit('chatkit.error', { error: toError(thrown) });
      close();
    });
  };
  const handleKey = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(rows.length, 1));
    else if (event.key === 'ArrowUp') setActive((active - 1 + rows.length) % Math.max(rows.length, 1));
    else if (event.key === 'Escape') setOpen(null);
    else if ((event.key === 'Enter' || event.key === 'Tab') && rows.length > 0) choose(active);
    else return false;
    event.preventDefault();
    return true;
  };

  return { isOpen: open !== null, kind: open?.kind ?? '@', rows, active, setActive, choose, update, close, handleKey };
}

/** The `@query` or `/query` that ends at the caret. */
function triggerIn(editor: HTMLElement) {
  const caret = caretIn(editor);
  if (!caret) return null;
  const before = caret.node.data.slice(0, caret.offset);
  const match = /(?:^|\s)([@/])([^\s@/]*)$/.exec(before);
  if (!match) return null;
  const query = match[2] ?? '';
  const kind: '@' | '/' = match[1] === '/' ? '/' : '@';
  return { caret, kind, query, start: caret.offset - query.length - 1 };
}
