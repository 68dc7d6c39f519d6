import { isObject, listAt, textAt, type JsonObject } from '../../protocol/json-fields.ts';
import type { WidgetNode } from '../../protocol/thread-item.ts';
import { useStrings } from '../../session/session-hooks.tsx';
import type { NodeProps } from '../tree/widget-context.ts';

/** A chart as the table of its numbers, each with a bar that shows its share of the largest. */
export function ChartNode({ node }: NodeProps) {
  const strings = useStrings();
  const rows = listAt(node, 'data').filter(isObject);
  const series = listAt(node, 'series').filter(isObject);
  const { key, labels } = xAxisOf(node);
  const largest = Math.max(1, ...rows.flatMap((row) => series.map((one) => Math.abs(numberOf(row, one)))));
  return (
    // Wide tables scroll by themselves, so the box must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" tabIndex={0} role="group" aria-label={strings.chart}>
      <table className="widget-table chart">
        <thead>
          <tr>
            <th scope="col">{key}</th>
            {series.map((one, index) => (
              <th key={index} scope="col">
                {textAt(one, 'label') ?? textAt(one, 'dataKey')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              <th scope="row">{labelOf(row[key], labels)}</th>
              {series.map((one, index) => (
                <td key={index}>
                  <span className="chart-value">{labelOf(row[textAt(one, 'dataKey') ?? ''], {})}</span>
                  <meter aria-hidden="true" min={0} max={largest} value={Math.abs(numberOf(row, one))} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function xAxisOf(node: WidgetNode): { key: string; labels: JsonObject } {
  const { xAxis } = node;
  if (!isObject(xAxis)) return { key: typeof xAxis === 'string' ? xAxis : '', labels: {} };
  return { key: textAt(xAxis, 'dataKey') ?? '', labels: isObject(xAxis.labels) ? xAxis.labels : {} };
}

function labelOf(value: unknown, labels: JsonObject): string {
  if (typeof value === 'number') return value.toLocaleString();
  if (typeof value !== 'string') return '';
  return textAt(labels, value) ?? value;
}

function numberOf(row: JsonObject, series: JsonObject): number {
  const value = row[textAt(series, 'dataKey') ?? ''];
  return typeof value === 'number' ? value : 0;
}
