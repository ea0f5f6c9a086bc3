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

  /** As on an axis, cut and not rounded up. */
  const shortly = value => axisLabel(value).replace(/(\.\d\d)\d+/, '$1');

  /** The colours of the style sheet, which lists use, too. */
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--flow-${name}`).trim();
  const colourOf = { Given: 'given', Used: 'used', CameBack: 'came-back', Kept: 'kept' };

  const style = () => ({
    color: ['given', 'came-back', 'used', 'invested', 'kept'].map(colour),
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
      .map(row => ({ source: text(row.cells[0]), target: text(row.cells[1]), value: figure(row.cells[2]), kind: row.dataset.flow }))
      .filter(flow => flow.value > 0 && flow.source !== flow.target);
    const names = [...new Set(flows.flatMap(flow => [flow.source, flow.target]))];
    const kindOf = new Map(flows.map(flow => [flow.target, flow.kind]));
    return {
      ...style(),
      tooltip: { ...style().tooltip, trigger: 'item', valueFormatter: grouped },
      series: [{
        type: 'sankey', left: 8, right: 200, top: 8, bottom: 16, nodeGap: 14, draggable: false,
        data: names.map(name => ({ name, itemStyle: { color: colour(colourOf[kindOf.get(name)] ?? 'given') } })), links: flows,
        lineStyle: { color: 'gradient', opacity: .35 },
        label: { fontSize: 13, width: 190, overflow: 'break', formatter: node => `${node.name}\n${shortly(node.value)}` },
      }],
    };
  };

  const kinds = { bars, sankey };

  /** Draws <div class="chart" data-chart="bars" data-table="#id">; the chart is hidden from readers, who have the table. */
  const draw = box => {
    const table = document.querySelector(box.dataset.table);
    const kind = kinds[box.dataset.chart];
    if (!table || !kind || !globalThis.echarts || box.classList.contains('drawn')) return;
    // Bands are too narrow to read on a phone, which shows them as a list.
    if (kind === sankey && matchMedia('(max-width: 37.5rem)').matches) return;
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

  // A table wider than the screen is scrolled by keyboard, too, and so are the steps of a case.
  document.querySelectorAll('.table-responsive, .steps').forEach(region => new ResizeObserver(() => {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    else region.removeAttribute('tabindex');
  }).observe(region));

  // On a narrow screen a row of a list is a card: each cell is told by its column's heading.
  const stack = table => {
    const headings = [];
    // Of one amount everybody knows what it is; of debit and credit the heading tells.
    const alone = table.tHead.querySelectorAll('.amount').length === 1;
    [...table.tHead.rows].at(-1).querySelectorAll('th, td').forEach(cell => {
      for (let span = 0; span < cell.colSpan; span++) headings.push(cell.querySelector('.visually-hidden') ? '' : text(cell).replace(/[↑↓\s]+$/, ''));
    });
    [...table.tBodies, table.tFoot].filter(Boolean).flatMap(part => [...part.rows]).forEach(row => {
      let column = 0;
      const cells = [...row.cells];
      cells.forEach(cell => {
        if (cell.colSpan === 1 && cell.tagName === 'TD' && headings[column]) cell.dataset.label = headings[column];
        if (!text(cell) && !cell.querySelector('input, select, button, img')) cell.classList.add('blank-cell');
        column += cell.colSpan;
      });
      // A row without a heading of its own is told by its first cell.
      if (!row.querySelector('th') && cells[0]) cells[0].classList.add('card-heading');
      const amounts = cells.filter(cell => cell.matches('td.amount:not(.blank-cell)'));
      if (alone && amounts.length === 1) amounts[0].classList.add('card-amount');
    });
    table.classList.add('stacked');
  };

  const stackAll = root => root.querySelectorAll('.table-responsive > table.card-table:not(.stacked)').forEach(table => {
    if (table.tHead?.rows.length) stack(table);
  });
  stackAll(document);
  document.addEventListener('htmx:load', event => stackAll(event.detail.elt));

  // Dates are typed in either calendar; the picker writes them as the page does, and the day that was understood stands below.
  const dateOf = typed => {
    const plain = typed.normalize('NFKC').trim();
    const parts = plain.match(/^(?:中華民國|民國)?\s*(\d{2,4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?$/)
      ?? plain.match(/^(\d{3,4})(\d{2})(\d{2})$/);
    if (!parts) return null;
    const [year, month, day] = [Number(parts[1]) + (parts[1].length < 4 ? 1911 : 0), Number(parts[2]), Number(parts[3])];
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
  };

  const inTaiwan = document.documentElement.lang.startsWith('zh');
  const iso = date => date.toISOString().slice(0, 10);
  const written = date => inTaiwan ? `${date.getUTCFullYear() - 1911}/${iso(date).slice(5).replace('-', '/')}` : iso(date);
  const inWords = date => new Intl.DateTimeFormat(inTaiwan ? 'zh-TW-u-ca-roc' : 'en-GB',
    { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' }).format(date);

  const pickable = field => {
    const frame = document.createElement('span');
    frame.className = 'date-frame';
    field.before(frame);
    const native = Object.assign(document.createElement('input'), { type: 'date', tabIndex: -1, className: 'date-native' });
    native.setAttribute('aria-hidden', 'true');
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn date-button', textContent: '▾' });
    button.setAttribute('aria-label', `${field.dataset.picker}: ${text(field.labels[0] ?? field)}`);
    const understood = Object.assign(document.createElement('small'), { className: 'date-understood' });
    understood.setAttribute('aria-live', 'polite');
    understood.id = `${field.id}-understood`;
    field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${understood.id}`.trim());
    frame.append(field, native, button, understood);
    const show = () => {
      const date = dateOf(field.value);
      native.value = date ? iso(date) : '';
      understood.textContent = date ? inWords(date) : '';
    };
    button.addEventListener('click', () => native.showPicker());
    native.addEventListener('change', () => {
      if (!native.value) return;
      field.value = written(new Date(native.value));
      field.dispatchEvent(new Event('change', { bubbles: true }));
      show();
      field.focus();
    });
    field.addEventListener('input', show);
    show();
  };

  if (HTMLInputElement.prototype.showPicker) document.querySelectorAll('input.date-entry').forEach(pickable);

  document.querySelectorAll('button[data-print]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  });
  // Work that takes several requests goes on by itself; without script there is a button.
  document.querySelector('form[data-continue]')?.requestSubmit();

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
