// Pictures beside tables. Every page works without this file: the tables hold the figures.
'use strict';

(() => {
  /** The figure of a cell: its <data value>, else its text without grouping. */
  const figure = cell => {
    const text = cell.querySelector('data[value]')?.value ?? cell.textContent.replace(/[,\s]/g, '').replace('\u2212', '-');
    return Number(text);
  };

  const text = cell => cell.textContent.trim();

  const rowsOf = table => [...table.tBodies].flatMap(body => [...body.rows]).filter(row => !('chartSkip' in row.dataset));

  /** Groups the digits; the chart must not show other figures than the table. */
  const grouped = value => Math.abs(value).toLocaleString('en-US').replace(/^/, value < 0 ? '\u2212' : '');

  const axisLabel = value => {
    const chinese = document.documentElement.lang.startsWith('zh');
    const units = chinese ? [[1e8, '億'], [1e4, '萬']] : [[1e9, 'B'], [1e6, 'M'], [1e3, 'K']];
    const unit = units.find(([size]) => Math.abs(value) >= size);
    return unit ? `${value / unit[0]}${unit[1]}` : `${value}`;
  };

  const style = () => ({
    color: ['#0b5c7a', '#4c9a6a', '#c98a1b', '#8a4f7d', '#56616d', '#b5502f'],
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 },
    // Drawn on the canvas: tooltips made of elements would need inline styles.
    tooltip: { renderMode: 'richText', confine: true },
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  });

  /** One group per row (first cell), one bar per further column marked class="amount". */
  const bars = table => {
    const columns = [...table.tHead.rows[0].cells]
      .map((cell, index) => ({ index, name: text(cell) }))
      .filter(({ index }) => index > 0 && table.tHead.rows[0].cells[index].classList.contains('amount'));
    const rows = rowsOf(table);
    return {
      ...style(),
      tooltip: { ...style().tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: grouped },
      legend: { top: 0 },
      grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
      xAxis: { type: 'category', data: rows.map(row => text(row.cells[0])), axisLabel: { interval: 0, hideOverlap: true } },
      yAxis: { type: 'value', axisLabel: { formatter: axisLabel } },
      series: columns.map(({ index, name }) => ({ type: 'bar', name, barMaxWidth: 40, data: rows.map(row => figure(row.cells[index])) })),
    };
  };

  /** One flow per row: from, to, amount (the first three cells). A name may stand on both sides of different rows. */
  const sankey = table => {
    const flows = rowsOf(table)
      .map(row => ({ source: text(row.cells[0]), target: text(row.cells[1]), value: figure(row.cells[2]) }))
      .filter(flow => flow.value > 0 && flow.source !== flow.target);
    const names = [...new Set(flows.flatMap(flow => [flow.source, flow.target]))];
    return {
      ...style(),
      tooltip: { ...style().tooltip, trigger: 'item', valueFormatter: grouped },
      series: [{
        type: 'sankey', left: 8, right: 140, top: 8, bottom: 16, nodeGap: 14, draggable: false,
        data: names.map(name => ({ name })), links: flows,
        lineStyle: { color: 'gradient', opacity: .35 }, label: { fontSize: 13 },
      }],
    };
  };

  const kinds = { bars, sankey };

  /** Draws <div class="chart" data-chart="bars" data-table="#id">; the chart is hidden from readers, who have the table. */
  const draw = box => {
    const table = document.querySelector(box.dataset.table);
    const kind = kinds[box.dataset.chart];
    if (!table || !kind || !globalThis.echarts || box.classList.contains('drawn')) return;
    box.classList.add('drawn');
    box.setAttribute('aria-hidden', 'true');
    const chart = globalThis.echarts.init(box, null, { renderer: 'canvas' });
    chart.setOption(kind(table));
    new ResizeObserver(() => chart.resize()).observe(box);
  };

  const drawAll = root => root.querySelectorAll('[data-chart]').forEach(draw);

  // Deferred scripts run after parsing, so the tables are there; htmx may bring further ones.
  drawAll(document);
  document.addEventListener('htmx:load', event => drawAll(event.detail.elt));

  // A table wider than the screen is scrolled by keyboard, too.
  document.querySelectorAll('.table-responsive').forEach(region => new ResizeObserver(() => {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    else region.removeAttribute('tabindex');
  }).observe(region));

  // Copy buttons work by script only, so they stay hidden without it.
  document.querySelectorAll('button[data-copy]').forEach(button => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    });
  });

  // A menu closes by Escape and by a click elsewhere.
  const closeMenus = except => document.querySelectorAll('details.menu[open]').forEach(menu => { if (!menu.contains(except)) menu.open = false; });
  document.addEventListener('click', event => closeMenus(event.target));
  document.addEventListener('keydown', event => {
    const open = event.key === 'Escape' && document.querySelector('details.menu[open]');
    if (open) { open.open = false; open.querySelector('summary').focus(); }
  });
})();
