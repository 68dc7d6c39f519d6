import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMessages, useSpeech } from '../../i18n/language-context.tsx';
import type { useTaskFilter } from './use-task-filter.ts';

/** A list is asked for this long after the last key, not on each one. */
const TYPING_PAUSE_MS = 200;

const OFFERED_DUES = ['', 'overdue', 'today', 'tomorrow', 'this week', 'next week', 'none'];

/** Search and filters above the list. */
export function TaskFilters({ filter, tags }: { filter: ReturnType<typeof useTaskFilter>; tags: readonly string[] }) {
  const { messages, locale } = useSpeech();
  const { tasks } = messages;
  const { values, change } = filter;
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchBox value={values.q} onChange={(q) => change({ q })} />
      <fieldset className="segments">
        <legend className="visually-hidden">{tasks.status}</legend>
        {(['pending', 'completed', 'all'] as const).map((status) => (
          <label key={status} className="segment">
            <input
              type="radio"
              name="status"
              value={status}
              checked={values.status === status}
              onChange={() => change({ status })}
            />
            <span>
              {{ pending: tasks.statusPending, completed: tasks.statusCompleted, all: tasks.statusAll }[status]}
            </span>
          </label>
        ))}
      </fieldset>
      <FilterSelect label={tasks.due} value={values.due} onChange={(due) => change({ due })}>
        <option value="">{tasks.dueAny}</option>
        <option value="overdue">{tasks.dueOverdue}</option>
        <option value="today">{tasks.dueToday}</option>
        <option value="tomorrow">{tasks.dueTomorrow}</option>
        <option value="this week">{tasks.dueThisWeek}</option>
        <option value="next week">{tasks.dueNextWeek}</option>
        <option value="none">{tasks.dueNone}</option>
        {!OFFERED_DUES.includes(values.due) && <option value={values.due}>{sayDays(values.due, locale)}</option>}
      </FilterSelect>
      <FilterSelect
        label={tasks.priority}
        value={values.priority}
        onChange={(priority) => {
          if (priority === '' || priority === 'high' || priority === 'medium' || priority === 'low')
            change({ priority });
        }}
      >
        <option value="">{tasks.priorityAny}</option>
        <option value="high">{tasks.priorityHigh}</option>
        <option value="medium">{tasks.priorityMedium}</option>
        <option value="low">{tasks.priorityLow}</option>
      </FilterSelect>
      {(tags.length > 0 || values.tag !== '') && (
        <FilterSelect label={tasks.tag} value={values.tag} onChange={(tag) => change({ tag })}>
          <option value="">{tasks.tagAny}</option>
          {[...new Set([...tags, ...(values.tag === '' ? [] : [values.tag])])].toSorted().map((tag) => (
            <option key={tag}>{tag}</option>
          ))}
        </FilterSelect>
      )}
      {filter.isNarrowed && (
        <button
          type="button"
          className="button button-quiet"
          onClick={() => change({ q: '', due: '', priority: '', tag: '' })}
        >
          {tasks.clearFilters}
        </button>
      )}
    </form>
  );
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { tasks } = useMessages();
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <label className="search">
      <Search size={16} aria-hidden />
      <span className="visually-hidden">{tasks.search}</span>
      <input
        type="search"
        data-shortcut="search"
        placeholder={tasks.search}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}

function FilterSelect(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: React.ReactNode;
}) {
  return (
    <select
      className={props.value === '' ? 'filter' : 'filter is-set'}
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      {props.children}
    </select>
  );
}

/** What a link asked for, as "1 – 7 Dec" when it is two dates. */
function sayDays(due: string, locale: string): string {
  const [first, last] = due.split('/').map((date) => new Date(date));
  if (!first || !last || Number.isNaN(first.getTime() + last.getTime())) return due;
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' }).formatRange(first, last);
}
