import { useEffect, useRef } from 'react';
import { Icon } from '../../icons/icon.tsx';
import { useStrings } from '../../session/session-hooks.tsx';
import type { Suggestion } from './suggestion.ts';
import type { Suggestions } from './use-suggestions.ts';

/** The list above the editor. Focus stays in the editor; the active row is announced through it. */
export function SuggestionList({ id, suggestions }: { id: string; suggestions: Suggestions }) {
  const strings = useStrings();
  const list = useRef<HTMLDivElement>(null);
  const { rows, active } = suggestions;
  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const label = suggestions.kind === '@' ? strings.mention : strings.commands;
  return (
    <div className="popover suggestions" id={id} ref={list} role="listbox" aria-label={label}>
      {rows.length === 0 && <p className="popover-empty">{strings.noResults}</p>}
      {rows.map((row, index) => (
        <div key={row.key} role="presentation">
          {startsGroup(rows, index) && (
            <p className="popover-group" role="presentation">
              {row.group}
            </p>
          )}
          <div
            id={`${id}-${index}`}
            className="popover-row"
            role="option"
            data-index={index}
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => suggestions.setActive(index)}
            // Pressing, not clicking: a click would take the focus first and close the list.
            onPointerDown={(event) => {
              event.preventDefault();
              suggestions.choose(index);
            }}
          >
            {row.icon !== undefined && <Icon name={row.icon} size={16} />}
            <span className="popover-text">
              <span>{row.label}</span>
              {row.description !== undefined && <small>{row.description}</small>}
            </span>
          </div>
        </div>
      ))}
    </div>
  );
}

function startsGroup(rows: readonly Suggestion[], index: number): boolean {
  const group = rows[index]?.group;
  return group !== undefined && group !== rows[index - 1]?.group;
}
