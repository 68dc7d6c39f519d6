import type { StructuredInputItem } from '../../protocol/thread-item.ts';
import { useStrings } from '../../session/session-hooks.tsx';

/** What was asked and answered. A pending one is shown by the composer instead. */
export function StructuredRecord({ item }: { item: StructuredInputItem }) {
  const strings = useStrings();
  if (item.status === 'pending') return null;
  return (
    <dl className="record">
      {item.inputs.map((input) => {
        const values = input.answer?.skipped === false ? input.answer.values.filter((value) => value !== '') : [];
        return (
          <div key={input.id}>
            <dt>{input.question}</dt>
            <dd>{values.length > 0 ? values.join(', ') : <em>{strings.skipped}</em>}</dd>
          </div>
        );
      })}
    </dl>
  );
}
