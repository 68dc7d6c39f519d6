import { Icon } from '../../icons/icon.tsx';
import { MarkdownView } from '../../markdown/markdown-view.tsx';
import { choiceAt, isSetAt, textAt } from '../../protocol/json-fields.ts';
import { useChat } from '../../session/session-hooks.tsx';
import { blockStyle } from '../style/box-style.ts';
import { cssColor } from '../style/widget-color.ts';
import { iconSizeOf } from '../style/widget-size.ts';
import type { NodeProps } from '../tree/widget-context.ts';

export function MarkdownNode({ node }: NodeProps) {
  const domains = useChat((state) => state.threadState.thread?.allowed_image_domains);
  return (
    <MarkdownView text={textAt(node, 'value') ?? ''} isStreaming={isSetAt(node, 'streaming')} imageDomains={domains} />
  );
}

/** A short label. */
export function BadgeNode({ node }: NodeProps) {
  const color =
    choiceAt(node, 'color', ['secondary', 'success', 'danger', 'warning', 'info', 'discovery']) ?? 'secondary';
  const variant = choiceAt(node, 'variant', ['solid', 'soft', 'outline']) ?? 'soft';
  const size = choiceAt(node, 'size', ['sm', 'md', 'lg']) ?? 'sm';
  return (
    <span className={`badge tone-${color} variant-${variant} badge-${size}`} data-pill={isSetAt(node, 'pill')}>
      {textAt(node, 'label')}
    </span>
  );
}

/** A picture; named, when it says something by itself. */
export function IconNode({ node }: NodeProps) {
  const spoken = textAt(node, 'ariaLabel');
  return (
    <span className="widget-icon" title={spoken} style={{ color: cssColor(node.color, 'text') }}>
      <Icon name={textAt(node, 'name') ?? ''} size={iconSizeOf(node, 'size')} />
      {spoken !== undefined && <span className="visually-hidden">{spoken}</span>}
    </span>
  );
}

/** An image. Unlike images in the assistant's text, widgets are made by the server. */
export function ImageNode({ node }: NodeProps) {
  const fit = choiceAt(node, 'fit', ['cover', 'contain', 'fill', 'scale-down', 'none']) ?? 'cover';
  const className = ['widget-image', isSetAt(node, 'frame') && 'framed', isSetAt(node, 'flush') && 'flush'];
  const position = textAt(node, 'position');
  return (
    <img
      className={className.filter(Boolean).join(' ')}
      src={textAt(node, 'src')}
      alt={textAt(node, 'alt') ?? ''}
      referrerPolicy="no-referrer"
      style={{
        ...blockStyle(node),
        objectFit: fit,
        ...(position !== undefined && { objectPosition: position }),
        background: cssColor(node.background, 'surface'),
      }}
    />
  );
}
