import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';

export type MenuRow = {
  key: string;
  label: string;
  description?: string;
  icon?: string;
  isChecked?: boolean;
  isDisabled?: boolean;
  isDangerous?: boolean;
  choose: () => void;
};

type MenuProps = {
  label: string;
  className: string;
  isDisabled?: boolean;
  rows: readonly MenuRow[];
  /** Opens below the button instead of above it. */
  isBelow?: boolean;
  children: ReactNode;
};

/** A button with a menu: arrow keys move, Escape and Tab close, and focus returns to the button. */
export function Menu({ label, className, isDisabled = false, rows, isBelow = false, children }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const menuId = useId();
  const frame = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const items = itemsOf(frame.current);
    (items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus();
  }, [isOpen]);

  const close = (returnsFocus: boolean) => {
    setIsOpen(false);
    if (returnsFocus) button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const items = itemsOf(frame.current);
    const current = items.findIndex((item) => item.matches(':focus'));
    const targets: Partial<Record<string, HTMLElement | undefined>> = {
      ArrowDown: items[(current + 1) % items.length],
      ArrowUp: items.at(current - 1),
      Home: items[0],
      End: items.at(-1),
    };
    const target = targets[event.key];
    if (target) target.focus();
    else if (event.key === 'Escape') close(true);
    else {
      if (event.key === 'Tab') close(false);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <span
      className="menu-frame"
      ref={frame}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setIsOpen(false);
      }}
    >
      <button
        type="button"
        ref={button}
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        {...(isOpen && { 'aria-controls': menuId })}
        disabled={isDisabled}
        onClick={() => setIsOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <div
          className={isBelow ? 'popover menu menu-below' : 'popover menu'}
          id={menuId}
          role="menu"
          tabIndex={-1}
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          {rows.map((row) => (
            <button
              key={row.key}
              type="button"
              className={row.isDangerous ? 'popover-row danger' : 'popover-row'}
              role={row.isChecked === undefined ? 'menuitem' : 'menuitemradio'}
              {...(row.isChecked !== undefined && { 'aria-checked': row.isChecked })}
              tabIndex={-1}
              disabled={row.isDisabled ?? false}
              onClick={() => {
                close(true);
                row.choose();
              }}
            >
              {row.icon !== undefined && <Icon name={row.icon} size={16} />}
              <span className="popover-text">
                <span>{row.label}</span>
                {row.description !== undefined && <small>{row.description}</small>}
              </span>
              {row.isChecked && <Icon name="check" size={15} />}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}

function itemsOf(frame: HTMLElement | null): HTMLElement[] {
  return [...(frame?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)') ?? [])];
}
