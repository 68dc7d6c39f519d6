import type { CSSProperties } from 'react';
import { isObject, isSetAt, lookUp, numberAt, objectAt, textAt } from '../../protocol/json-fields.ts';
import type { WidgetNode } from '../../protocol/thread-item.ts';
import { fieldName, useFieldLabel } from '../controls/field-label.ts';
import { sizeOf } from '../style/box-style.ts';
import { cssColor } from '../style/widget-color.ts';
import { useWidget, type NodeProps } from '../tree/widget-context.ts';

const SIZES = {
  Text: { xs: '--text-xs', sm: '--text-sm', md: '--text-md', lg: '--text-lg', xl: '--text-xl' },
  Title: {
    sm: '--text-md',
    md: '--text-lg',
    lg: '--text-xl',
    xl: '--text-2xl',
    '2xl': '--text-2xl',
    '3xl': '--text-3xl',
    '4xl': '--text-3xl',
    '5xl': '--text-3xl',
  },
  Caption: { sm: '--text-2xs', md: '--text-xs', lg: '--text-sm' },
} as const;

/** Plain text, which may be a field. */
export function TextNode({ node, path }: NodeProps) {
  if (isObject(node.editable)) return <EditableText node={node} path={path} />;
  const minLines = numberAt(node, 'minLines');
  const style: CSSProperties = {
    ...textStyle(node, SIZES.Text),
    width: sizeOf(node.width),
    fontStyle: node.italic === true ? 'italic' : undefined,
    textDecoration: node.lineThrough === true ? 'line-through' : undefined,
    minHeight: minLines === undefined ? undefined : `${minLines}lh`,
  };
  return (
    <p className={clampClass(node)} style={style}>
      {textAt(node, 'value')}
    </p>
  );
}

/** A heading of a widget. */
export function TitleNode({ node }: NodeProps) {
  return (
    <p
      className={`widget-title ${clampClass(node)}`}
      role="heading"
      aria-level={3}
      style={textStyle(node, SIZES.Title)}
    >
      {textAt(node, 'value')}
    </p>
  );
}

/** Small print; with what is heard where it is only seen by its color. */
export function CaptionNode({ node }: NodeProps) {
  const spoken = textAt(node, 'spokenAfter');
  return (
    <p className={`widget-caption ${clampClass(node)}`} style={textStyle(node, SIZES.Caption)}>
      {textAt(node, 'value')}
      {spoken !== undefined && <span className="visually-hidden"> {spoken}</span>}
    </p>
  );
}

/** The name of a field. */
export function LabelNode({ node }: NodeProps) {
  const { idPrefix } = useWidget();
  return (
    <label
      className="widget-label"
      htmlFor={`${idPrefix}-${textAt(node, 'fieldName') ?? ''}`}
      style={textStyle(node, SIZES.Text)}
    >
      {textAt(node, 'value')}
    </label>
  );
}

function EditableText({ node }: NodeProps) {
  const field = objectAt(node, 'editable');
  const name = fieldName(field);
  const label = useFieldLabel(name, textAt(field, 'placeholder'));
  return (
    <input
      className="widget-editable"
      name={name}
      type="text"
      defaultValue={textAt(node, 'value')}
      placeholder={textAt(field, 'placeholder')}
      pattern={textAt(field, 'pattern')}
      required={isSetAt(field, 'required')}
      autoComplete={textAt(field, 'autoComplete') ?? 'off'}
      style={textStyle(node, SIZES.Text)}
      {...label}
    />
  );
}

function textStyle(node: WidgetNode, sizes: Readonly<Record<string, string>>): CSSProperties {
  const size = lookUp(sizes, node.size);
  const weight = typeof node.weight === 'string' && /^[a-z]+$/.test(node.weight) ? node.weight : undefined;
  const maxLines = numberAt(node, 'maxLines');
  return {
    color: cssColor(node.color, 'text'),
    fontSize: size && `var(${size})`,
    fontWeight: weight && `var(--weight-${weight})`,
    textAlign:
      node.textAlign === 'start' || node.textAlign === 'center' || node.textAlign === 'end'
        ? node.textAlign
        : undefined,
    WebkitLineClamp: maxLines,
  };
}

function clampClass(node: WidgetNode): string {
  if (node.truncate === true) return 'truncate';
  return typeof node.maxLines === 'number' ? 'clamp' : '';
}
