import { BarChart } from 'echarts/charts';
import { GridComponent, LegendScrollComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type Figure, optionOf, type Palette } from './figure.ts';

use([BarChart, GridComponent, LegendScrollComponent, TooltipComponent, CanvasRenderer]);

/** A chart in a place of the page, drawn anew as the place grows or the figure changes. */
export type Drawn = { readonly show: (figure: Figure, palette: Palette) => void; readonly end: () => void };

export function drawIn(place: HTMLElement): Drawn {
  const chart = init(place, null, { renderer: 'canvas' });
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(place);
  return {
    show: (figure, palette) =>
      chart.setOption({ ...optionOf(figure, palette), color: [...palette.series] }, { notMerge: true }),
    end: () => {
      watch.disconnect();
      chart.dispose();
    },
  };
}
