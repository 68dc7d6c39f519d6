import type { FormEvent } from 'react';
import { boxStyle, flexStyle, sizeOf, spaceOf, spacingStyle } from '../style/box-style.ts';
import { cssColor } from '../style/widget-color.ts';
import { useAction } from '../tree/use-action.ts';
import type { NodeProps } from '../tree/widget-context.ts';
import { childrenOf, WidgetChildren, WidgetNode } from '../tree/widget-node.tsx';

/** A container in either direction. */
export function BoxNode({ node, path }: NodeProps) {
  return (
    <div style={boxStyle(node, node.direction === 'row' ? 'row' : 'column')}>
      <WidgetChildren node={node} path={path} />
    </div>
  );
}

/** Children beside each other. */
export function RowNode({ node, path }: NodeProps) {
  return (
    <div className="widget-row" style={boxStyle(node, 'row')}>
      <WidgetChildren node={node} path={path} />
    </div>
  );
}

/** Children below each other. */
export function ColNode({ node, path }: NodeProps) {
  return (
    <div className="widget-col" style={boxStyle(node, 'column')}>
      <WidgetChildren node={node} path={path} />
    </div>
  );
}

/** A root without a frame. */
export function BasicNode({ node, path }: NodeProps) {
  const direction = node.direction === 'row' ? 'row' : 'column';
  return (
    <div className="widget-basic" style={{ ...flexStyle(node, direction), ...spacingStyle('padding', node.padding) }}>
      <WidgetChildren node={node} path={path} />
    </div>
  );
}

/** Fields that belong together. Every action fired inside carries their values. */
export function FormNode({ node, path }: NodeProps) {
  const action = useAction(node.onSubmitAction, 'submit', path);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void action.fire(event.currentTarget);
  };
  return (
    <form
      className="widget-form"
      style={boxStyle(node, node.direction === 'row' ? 'row' : 'column')}
      aria-busy={action.isLoading}
      onSubmit={onSubmit}
    >
      <WidgetChildren node={node} path={path} />
    </form>
  );
}

/** Takes the room that is left. */
export function SpacerNode({ node }: NodeProps) {
  return <div style={{ flex: 1, minWidth: sizeOf(node.minSize), minHeight: sizeOf(node.minSize) }} />;
}

/** A line between parts. */
export function DividerNode({ node }: NodeProps) {
  return (
    <hr
      className={node.flush === true ? 'widget-divider flush' : 'widget-divider'}
      style={{
        height: sizeOf(node.size),
        background: cssColor(node.color, 'line'),
        marginBlock: spaceOf(node.spacing),
      }}
    />
  );
}

/** Eases one child into another. */
export function TransitionNode({ node, path }: NodeProps) {
  const [child] = childrenOf(node);
  if (!child) return null;
  return (
    <div className="widget-transition" key={child.key ?? child.id ?? child.type}>
      <WidgetNode node={child} path={`${path}.0`} />
    </div>
  );
}
