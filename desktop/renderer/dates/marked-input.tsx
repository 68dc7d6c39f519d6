import { useLayoutEffect, useRef, type ComponentProps, type RefObject } from 'react';
import type { DatePreview } from '../../date-preview.ts';
import { cutAtMarks } from '../../preview-marks.ts';
import { useLater } from './use-later.ts';
import { useReading } from './use-reading.ts';

/** Nobody wants to hear every word on the way to a sentence. */
const SPOKEN_AFTER_MS = 700;

/**
 * An input that marks the words a date was read from, and says what was read to those who do not see it. The marks are
 * behind it, on the same words once more, which nobody sees or hears.
 */
export function MarkedInput({
  preview,
  input: typed,
  className = '',
  ...input
}: ComponentProps<'input'> & {
  value: string;
  preview: DatePreview | null;
  input: RefObject<HTMLInputElement | null>;
}) {
  const behind = useRef<HTMLSpanElement>(null);
  const follow = () => {
    if (typed.current && behind.current) behind.current.scrollLeft = typed.current.scrollLeft;
  };
  const heard = useLater(useReading(preview), SPOKEN_AFTER_MS);
  // What is typed can move the text before the browser says that it did.
  useLayoutEffect(follow);
  const mark = preview?.problem == null ? 'read-words' : 'read-words is-problem';
  return (
    <div className="marked">
      <div className={`${className} marked-words`} aria-hidden>
        <span ref={behind}>
          {cutAtMarks(input.value, preview?.spans ?? []).map(({ text, isMarked }, index) =>
            isMarked ? (
              <mark key={index} className={mark}>
                {text}
              </mark>
            ) : (
              text
            ),
          )}
        </span>
      </div>
      <input {...input} ref={typed} className={className} onScroll={follow} />
      <span className="visually-hidden" aria-live="polite">
        {heard}
      </span>
    </div>
  );
}
