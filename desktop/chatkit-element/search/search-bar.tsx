import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import { useSearch } from './use-search.ts';

/** A field over the messages: it finds words in all of the thread, which the browser's own search cannot see. */
export function SearchBar() {
  const session = useSession();
  const strings = useStrings();
  const requests = useChat((state) => state.search.requests);
  const input = useRef<HTMLInputElement>(null);
  const [chat, setChat] = useState<Element | null>(null);
  const search = useSearch(chat);
  useEffect(() => {
    if (requests === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [requests]);

  const close = () => {
    session.search.close();
    session.focusComposer();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === input.current) {
      if (event.shiftKey) search.goLater();
      else search.goEarlier();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // Its keys are those of the field and buttons in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="search-bar"
      role="search"
      aria-label={strings.search}
      onKeyDown={onKeyDown}
      ref={(element) => setChat(element?.closest('.chat') ?? null)}
    >
      <input
        ref={input}
        className="input"
        type="search"
        enterKeyHint="search"
        aria-label={strings.search}
        placeholder={strings.search}
        value={search.query}
        onChange={(event) => search.ask(event.target.value)}
      />
      <span className="search-count" role="status">
        <SearchCount {...search} />
      </span>
      <button
        type="button"
        className="icon-button icon-button-sm"
        aria-label={strings.earlierMatch}
        title={strings.earlierMatch}
        disabled={search.count === 0}
        onClick={search.goEarlier}
      >
        <ChevronUp size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="icon-button icon-button-sm"
        aria-label={strings.laterMatch}
        title={strings.laterMatch}
        disabled={search.count === 0}
        onClick={search.goLater}
      >
        <ChevronDown size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="icon-button icon-button-sm"
        aria-label={strings.close}
        title={strings.close}
        onClick={close}
      >
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  );
}

type SearchCountProps = { query: string; index: number; count: number; hasOlder: boolean; isFetching: boolean };

function SearchCount({ query, index, count, hasOlder, isFetching }: SearchCountProps) {
  const strings = useStrings();
  if (query.trim() === '') return null;
  if (isFetching) return strings.searchingOlder;
  if (count === 0) return strings.noResults;
  return (hasOlder ? strings.matchCountSoFar : strings.matchCount)
    .replace('{index}', String(index + 1))
    .replace('{count}', String(count));
}
