import { component, type WidgetComponent } from './widget.ts';
import type { Color, Sizing, Spacing, Length } from './widget-vocabulary.ts';

type Place = 'start' | 'center' | 'end';

/** A cell of a table. */
export const tableCell = component<{
  children?: readonly WidgetComponent[];
  width?: Length;
  padding?: Spacing;
  colSpan?: number;
  rowSpan?: number;
  align?: Place;
  vAlign?: Place;
  colSize?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
}>()('Table.Cell');
/** A row of a table. */
export const tableRow = component<{
  children?: readonly ReturnType<typeof tableCell>[];
  header?: boolean;
}>()('Table.Row');
/** Rows and columns. */
export const table = component<{ children?: readonly ReturnType<typeof tableRow>[] }>()('Table');

type Curve =
  | 'basis'
  | 'basisClosed'
  | 'basisOpen'
  | 'bumpX'
  | 'bumpY'
  | 'bump'
  | 'linear'
  | 'linearClosed'
  | 'natural'
  | 'monotoneX'
  | 'monotoneY'
  | 'monotone'
  | 'step'
  | 'stepBefore'
  | 'stepAfter';

type SeriesBase = { dataKey: string; label?: string; color?: Color };

/** One set of values of a chart. */
export type Series =
  | (SeriesBase & { type: 'bar'; stack?: string })
  | (SeriesBase & { type: 'area'; stack?: string; curveType?: Curve })
  | (SeriesBase & { type: 'line'; curveType?: Curve });

/** Numbers as a picture. */
export const chart = component<
  Sizing & {
    data: readonly Record<string, string | number>[];
    series: readonly Series[];
    xAxis: string | { dataKey: string; hide?: boolean; labels?: Record<string, string> };
    showYAxis?: boolean;
    showLegend?: boolean;
    showTooltip?: boolean;
    barGap?: number;
    barCategoryGap?: number;
  }
>()('Chart');
