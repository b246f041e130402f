// Revenue and orders over time: two plots on one time axis, and the same as a table.
import { count, dayAndTime, dayAndYear, money, shortCount, shortDay, shortMoney, timeOfDay, windowName } from "./format.js";
import { cell, element, replaceRows, show } from "./elements.js";
import { bars, ranges } from "./windows.js";

const stillness = matchMedia("(prefers-reduced-motion: reduce)");
let charts = null;
let offeredFor = null;

export function renderSales(overview) {
  const { sales, window_seconds: windowSeconds, shop_time: shopTime } = overview.kpis;
  const known = sales.length > 0;
  show("sales", known);
  show("sales-empty", !known);
  show("ranges", known);
  if (!known) {
    return;
  }
  offerRanges(windowSeconds);
  const range = Number(document.querySelector("#ranges input:checked").value);
  const currency = overview.profiles.currency;
  const shown = bars(sales, windowSeconds, range, shopTime);
  document.getElementById("bucket-note").textContent = `by ${windowName(shown.seconds)}`;
  draw(shown.bars, currency);
  describe(shown.bars, currency);
  if (document.getElementById("sales-details").open) {
    table(shown.bars, currency);
  }
}

/** The choice of ranges depends on how long windows are, which is known once one is there. */
function offerRanges(windowSeconds) {
  if (offeredFor === windowSeconds) {
    return;
  }
  offeredFor = windowSeconds;
  const fieldset = document.getElementById("ranges");
  const legend = fieldset.querySelector("legend");
  const offered = ranges(windowSeconds);
  const chosen = offered[0][1];
  const labels = [...offered].sort((a, b) => a[1] - b[1]).map(([name, seconds]) => {
    const label = element("label");
    const input = element("input");
    input.type = "radio";
    input.name = "range";
    input.value = seconds;
    input.checked = seconds === chosen;
    label.append(input, element("span", name));
    return label;
  });
  fieldset.replaceChildren(legend, ...labels);
}

function colour(name) {
  const probe = document.getElementById("sales");
  probe.style.setProperty("outline-color", `var(--${name})`);
  return getComputedStyle(probe).outlineColor;
}

function label(bar) {
  const start = new Date(bar.start);
  return bar.seconds >= 86_400 ? shortDay(start) : timeOfDay(start);
}

function period(bar) {
  const start = new Date(bar.start);
  const name = bar.seconds >= 86_400
    ? (bar.seconds === 86_400 ? "" : "from ") + dayAndYear(start)
    : `${dayAndTime(start)}\u2013${timeOfDay(new Date(bar.start + bar.seconds * 1000))}`;
  return bar.partial ? `${name}, so far` : name;
}

function draw(shown, currency) {
  if (!charts) {
    charts = { revenue: revenueChart(), orders: ordersChart() };
    paint();
  }
  const several = shown.length > 0 && shown[0].seconds < 86_400
    && shown[shown.length - 1].start - shown[0].start > 2 * 86_400_000;
  const labels = shown.map((bar) => (several ? shortDay(new Date(bar.start)) : label(bar)));
  for (const chart of Object.values(charts)) {
    chart.data.labels = labels;
    chart.bars = shown;
    chart.currency = currency;
  }
  charts.revenue.data.datasets[0].data = shown.map((bar) => bar.net);
  charts.orders.data.datasets[0].data = shown.map((bar) => bar.orders);
  charts.revenue.update("none");
  charts.orders.update("none");
}

function options(tick, value) {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: stillness.matches ? false : { duration: 300 },
    interaction: { mode: "index", intersect: false },
    layout: { padding: { top: 4 } },
    scales: {
      x: { grid: { display: false }, border: { display: false }, ticks: { maxTicksLimit: 8, maxRotation: 0, autoSkipPadding: 24 } },
      y: {
        beginAtZero: true,
        border: { display: false },
        ticks: { maxTicksLimit: 5, precision: 0, callback(raw) { return tick(raw, this.chart.currency); } },
        // Both plots keep the same width for their scale, so that their times stand below each other.
        afterFit: (scale) => { scale.width = 56; },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: {
        displayColors: false,
        padding: 10,
        callbacks: {
          title: ([item]) => period(item.chart.bars[item.dataIndex]),
          label: (item) => value(item.raw, item.chart.currency),
        },
      },
    },
  };
}

function revenueChart() {
  return new window.Chart(document.getElementById("revenue-chart"), {
    type: "line",
    data: {
      labels: [],
      datasets: [{
        data: [],
        fill: "origin",
        borderWidth: 2,
        pointRadius: 0,
        pointHitRadius: 12,
        cubicInterpolationMode: "monotone",
        segment: {
          borderDash: (part) => (part.chart?.bars ?? charts?.revenue.bars)?.[part.p1DataIndex]?.partial ? [4, 4] : undefined,
        },
      }],
    },
    options: options(shortMoney, (raw, currency) => `${money(raw, currency)} net revenue`),
  });
}

function ordersChart() {
  return new window.Chart(document.getElementById("orders-chart"), {
    type: "bar",
    data: {
      labels: [],
      datasets: [{ data: [], borderRadius: 3, categoryPercentage: 0.9, barPercentage: 0.85, maxBarThickness: 28 }],
    },
    options: options(shortCount, (raw) => `${count(raw)} ${raw === 1 ? "order" : "orders"}`),
  });
}

/** Gives the plots the colours of the theme that is in force. */
export function paint() {
  if (!charts) {
    return;
  }
  const grid = colour("line");
  const muted = colour("muted");
  for (const chart of Object.values(charts)) {
    chart.options.scales.y.grid = { color: grid, drawTicks: false };
    for (const scale of Object.values(chart.options.scales)) {
      scale.ticks.color = muted;
      scale.ticks.font = { family: getComputedStyle(document.body).fontFamily, size: 11 };
    }
    Object.assign(chart.options.plugins.tooltip, {
      backgroundColor: colour("text"),
      titleColor: colour("card"),
      bodyColor: colour("card"),
    });
  }
  const [revenue] = charts.revenue.data.datasets;
  revenue.borderColor = colour("revenue");
  revenue.backgroundColor = colour("revenue-soft");
  const [orders] = charts.orders.data.datasets;
  const full = colour("orders");
  const soft = colour("orders-soft");
  orders.backgroundColor = (context) => (context.chart.bars?.[context.dataIndex]?.partial ? soft : full);
  charts.revenue.update("none");
  charts.orders.update("none");
}

function describe(shown, currency) {
  const net = shown.reduce((sum, bar) => sum + bar.net, 0);
  const orders = shown.reduce((sum, bar) => sum + bar.orders, 0);
  const span = `${period(shown[0])} to ${period(shown[shown.length - 1])}`;
  document.getElementById("revenue-chart").setAttribute("aria-label",
    `Net revenue over time, ${span}: ${money(net, currency)} in all. The table below has the same figures.`);
  document.getElementById("orders-chart").setAttribute("aria-label",
    `Orders over time, ${span}: ${count(orders)} in all. The table below has the same figures.`);
}

function table(shown, currency) {
  replaceRows("sales-rows", [...shown].reverse(), (bar) => {
    const row = element("tr");
    const time = element("th", period(bar));
    time.scope = "row";
    row.append(time, cell(money(bar.net, currency), "number"), cell(count(bar.orders), "number"));
    return row;
  });
}
