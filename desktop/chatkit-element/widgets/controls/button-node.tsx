import { LoaderCircle } from 'lucide-react';
import { Icon } from '../../icons/icon.tsx';
import { choiceAt, isSetAt, textAt } from '../../protocol/json-fields.ts';
import { CONTROL_SIZES, iconSizeOf } from '../style/widget-size.ts';
import { useAction } from '../tree/use-action.ts';
import type { NodeProps } from '../tree/widget-context.ts';

const COLORS = ['primary', 'secondary', 'info', 'discovery', 'success', 'caution', 'warning', 'danger'] as const;

/** A button: it fires its action, or submits the form around it. */
export function ButtonNode({ node, path }: NodeProps) {
  const action = useAction(node.onClickAction, 'click', path);
  const isSubmit = isSetAt(node, 'submit');
  const style = choiceAt(node, 'style', ['primary', 'secondary']) ?? 'secondary';
  const color = choiceAt(node, 'color', COLORS) ?? style;
  const variant =
    choiceAt(node, 'variant', ['solid', 'soft', 'outline', 'ghost']) ?? (color === 'secondary' ? 'outline' : 'solid');
  const size = choiceAt(node, 'size', CONTROL_SIZES) ?? 'md';
  const iconSize = node.iconSize === undefined ? 16 : iconSizeOf(node, 'iconSize');
  const label = textAt(node, 'label');
  const [iconStart, iconEnd] = [textAt(node, 'iconStart'), textAt(node, 'iconEnd')];
  return (
    <button
      type={isSubmit ? 'submit' : 'button'}
      className={`control tone-${color} variant-${variant} size-${size}`}
      data-pill={node.pill !== false}
      data-uniform={isSetAt(node, 'uniform')}
      data-block={isSetAt(node, 'block')}
      aria-busy={action.isLoading}
      {...(label === undefined && { 'aria-label': iconStart ?? iconEnd ?? '' })}
      disabled={isSetAt(node, 'disabled') || action.isLoading || action.isBlocked}
      onClick={(event) => {
        if (!isSubmit) void action.fire(event.currentTarget);
      }}
    >
      {action.isLoading && <LoaderCircle size={iconSize} className="spin" aria-hidden="true" />}
      {!action.isLoading && iconStart !== undefined && <Icon name={iconStart} size={iconSize} />}
      {label !== undefined && <span>{label}</span>}
      {iconEnd !== undefined && <Icon name={iconEnd} size={iconSize} />}
    </button>
  );
}
