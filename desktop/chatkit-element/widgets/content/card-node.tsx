import { LoaderCircle } from 'lucide-react';
import type { FormEvent } from 'react';
import { Icon } from '../../icons/icon.tsx';
import { choiceAt, isObject, isSetAt, objectAt, pickTexts, textAt } from '../../protocol/json-fields.ts';
import type { WidgetNode } from '../../protocol/thread-item.ts';
import { borderStyle, spacingStyle } from '../style/box-style.ts';
import { cssColor } from '../style/widget-color.ts';
import { useAction } from '../tree/use-action.ts';
import type { NodeProps } from '../tree/widget-context.ts';
import { WidgetChildren } from '../tree/widget-node.tsx';

/** A framed root with an optional status line above and Confirm and Cancel below. */
export function CardNode({ node, path }: NodeProps) {
  const confirm = useAction(objectAt(node, 'confirm').action, 'card', `${path}.confirm`);
  const isForm = isSetAt(node, 'asForm');
  const body = (
    <>
      <WidgetStatus node={node} />
      {!isSetAt(node, 'collapsed') && (
        <div className="card-body" style={spacingStyle('padding', node.padding)}>
          <WidgetChildren node={node} path={path} />
        </div>
      )}
      <CardActions node={node} path={path} isForm={isForm} />
    </>
  );
  const size = typeof node.size === 'string' && /^(sm|md|lg|full)$/.test(node.size) ? node.size : 'md';
  const frame = {
    className: `card card-${size}`,
    style: { ...borderStyle(node.border), background: cssColor(node.background, 'surface') },
  };
  if (!isForm) return <div {...frame}>{body}</div>;
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void confirm.fire(event.currentTarget);
  };
  return (
    <form {...frame} onSubmit={onSubmit}>
      {body}
    </form>
  );
}

/** Where a widget comes from or how it is, in one line. */
export function WidgetStatus({ node }: { node: WidgetNode }) {
  if (!isObject(node.status)) return null;
  const { text, icon, favicon } = pickTexts(node.status, ['text', 'icon', 'favicon']);
  return (
    <p className="widget-status">
      {favicon !== undefined && <img src={favicon} alt="" width={16} height={16} referrerPolicy="no-referrer" />}
      {icon !== undefined && <Icon name={icon} size={15} />}
      <span>{text}</span>
    </p>
  );
}

function CardActions({ node, path, isForm }: NodeProps & { isForm: boolean }) {
  const confirm = useAction(objectAt(node, 'confirm').action, 'card', `${path}.confirm`);
  const cancel = useAction(objectAt(node, 'cancel').action, 'card', `${path}.cancel`);
  if (!confirm.exists && !cancel.exists) return null;
  const isDanger = choiceAt(objectAt(node, 'confirm'), 'color', ['danger']) === 'danger';
  const picture = textAt(objectAt(node, 'confirm'), 'iconStart');
  return (
    <div className="card-actions">
      {cancel.exists && (
        <button
          type="button"
          className="button"
          disabled={cancel.isBlocked || cancel.isLoading}
          onClick={(event) => void cancel.fire(event.currentTarget)}
        >
          {textAt(objectAt(node, 'cancel'), 'label')}
        </button>
      )}
      {confirm.exists && (
        <button
          type={isForm ? 'submit' : 'button'}
          className={`button ${isDanger ? 'button-danger' : 'button-primary'}`}
          aria-busy={confirm.isLoading}
          disabled={confirm.isBlocked || confirm.isLoading}
          onClick={(event) => {
            if (!isForm) void confirm.fire(event.currentTarget);
          }}
        >
          {confirm.isLoading && <LoaderCircle size={15} className="spin" aria-hidden="true" />}
          {!confirm.isLoading && picture !== undefined && <Icon name={picture} size={15} />}
          {textAt(objectAt(node, 'confirm'), 'label')}
        </button>
      )}
    </div>
  );
}
