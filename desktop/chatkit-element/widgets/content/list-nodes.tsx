import { useState } from 'react';
import { textAt } from '../../protocol/json-fields.ts';
import type { WidgetNode as Node } from '../../protocol/thread-item.ts';
import { useStrings } from '../../session/session-hooks.tsx';
import { flexStyle } from '../style/box-style.ts';
import { useAction } from '../tree/use-action.ts';
import type { NodeProps } from '../tree/widget-context.ts';
import { childrenOf, WidgetChildren, WidgetNode } from '../tree/widget-node.tsx';
import { WidgetStatus } from './card-node.tsx';

/** How many rows `limit: "auto"` shows. */
const AUTO_LIMIT = 6;

/** A root that is a list; rows past its limit wait behind "Show more". */
export function ListNode({ node, path }: NodeProps) {
  const strings = useStrings();
  const [showsAll, setShowsAll] = useState(false);
  const items = childrenOf(node).filter((child) => child.type === 'ListViewItem');
  const limit = node.limit === 'auto' ? AUTO_LIMIT : typeof node.limit === 'number' ? node.limit : items.length;
  const shown = showsAll ? items : items.slice(0, limit);
  return (
    <div className="card card-md list">
      <WidgetStatus node={node} />
      <ul>
        {shown.map((item, index) => (
          <WidgetNode key={item.key ?? item.id ?? index} node={item} path={`${path}.${index}`} />
        ))}
      </ul>
      {shown.length < items.length && (
        <button type="button" className="list-more" onClick={() => setShowsAll(true)}>
          {strings.showMore} ({items.length - shown.length})
        </button>
      )}
    </div>
  );
}

/** A row. When it has an action the whole row is a button, and controls inside it still work. */
export function ListItemNode({ node, path }: NodeProps) {
  const action = useAction(node.onClickAction, 'click', path);
  return (
    <li className="list-item" aria-busy={action.isLoading} style={flexStyle(node, 'row')}>
      {action.exists && (
        <button
          type="button"
          className="list-hit"
          aria-label={wordsOf(node)}
          disabled={action.isBlocked || action.isLoading}
          onClick={(event) => void action.fire(event.currentTarget)}
        />
      )}
      <WidgetChildren node={node} path={path} />
    </li>
  );
}

/** All text of a row, as its name. */
function wordsOf(node: Node): string {
  const own = textAt(node, 'value') ?? textAt(node, 'label') ?? '';
  return [own, ...childrenOf(node).map(wordsOf)].filter((words) => words !== '').join(', ');
}
