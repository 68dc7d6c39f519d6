import { useStrings } from '../session/session-hooks.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { withoutMarks } from './place-citations.ts';

/** A block of code with its language and a way to copy it. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const strings = useStrings();
  const text = withoutMarks(code);
  const name = language.split(/\s/)[0] ?? '';
  return (
    <div className="code-block" dir="ltr">
      <div className="code-bar">
        <span>{name}</span>
        <CopyButton text={text} label={strings.copyCode} />
      </div>
      {/* Long lines scroll, so the box must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </div>
  );
}
