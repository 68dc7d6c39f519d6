import type { CSSProperties } from 'react';
import { isSetAt, lookUp, numberAt } from '../../protocol/json-fields.ts';
import type { WidgetNode } from '../../protocol/thread-item.ts';
import { sizeOf, spacingStyle } from '../style/box-style.ts';
import type { NodeProps } from '../tree/widget-context.ts';
import { childrenOf, WidgetChildren } from '../tree/widget-node.tsx';

const WIDTHS: Readonly<Record<string, string>> = { xs: '10%', sm: '18%', md: '26%', lg: '38%', xl: '52%' };
const VERTICAL: Readonly<Record<string, string>> = { start: 'top', center: 'middle', end: 'bottom' };

export function TableNode({ node, path }: NodeProps) {
  const rows = childrenOf(node).filter((row) => row.type === 'Table.Row');
  return (
    // Wide tables scroll by themselves, so the box must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" tabIndex={0} role="group">
      <table className="widget-table">
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.key ?? row.id ?? index}>
              {childrenOf(row)
                .filter((cell) => cell.type === 'Table.Cell')
                .map((cell, cellIndex) => (
                  <Cell
                    key={cell.key ?? cell.id ?? cellIndex}
                    node={cell}
                    path={`${path}.${index}.${cellIndex}`}
                    isHeader={isSetAt(row, 'header')}
                  />
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ node, path, isHeader }: NodeProps & { isHeader: boolean }) {
  const props = {
    style: cellStyle(node),
    ...(numberAt(node, 'colSpan') !== undefined && { colSpan: numberAt(node, 'colSpan') }),
    ...(numberAt(node, 'rowSpan') !== undefined && { rowSpan: numberAt(node, 'rowSpan') }),
  };
  const content = <WidgetChildren node={node} path={path} />;
  return isHeader ? (
    <th scope="col" {...props}>
      {content}
    </th>
  ) : (
    <td {...props}>{content}</td>
  );
}

function cellStyle(node: WidgetNode): CSSProperties {
  const { align, vAlign, colSize } = node;
  return {
    ...spacingStyle('padding', node.padding),
    width: sizeOf(node.width) ?? lookUp(WIDTHS, colSize),
    textAlign: align === 'start' || align === 'center' || align === 'end' ? align : undefined,
    verticalAlign: lookUp(VERTICAL, vAlign),
  };
}
