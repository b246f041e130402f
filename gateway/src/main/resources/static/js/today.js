// The stat tiles: the day so far against the day before up to the same time.
import { change, count, longDay, money, percent } from "./format.js";
import { element, figure } from "./elements.js";

export function renderToday(overview) {
  const { today, shop_time: shopTime } = overview.kpis;
  const note = document.getElementById("day-note");
  if (!today) {
    document.getElementById("day").textContent = "Today";
    note.textContent = "Waiting for the first window of events.";
    return;
  }
  const currency = overview.profiles.currency;
  document.getElementById("day").textContent = longDay(new Date(`${today.date}T00:00:00Z`));
  note.textContent = endsDay(new Date(shopTime))
    ? "The whole day, against the day before"
    : "So far today, against the day before at this time";

  const asMoney = (value) => money(value, currency);
  tile("net_revenue", today.net_revenue, asMoney);
  tile("orders", today.orders, count);
  tile("average_order_value", today.average_order_value, asMoney);
  tile("active_customers", today.active_customers, count);
  tile("refund_rate", today.refund_rate, percent);
  figure("new_customers", today.new_customers.value, count(today.new_customers.value));
  figure("returning_customers", today.returning_customers.value, count(today.returning_customers.value));
  const both = (today.new_customers.value ?? 0) + (today.returning_customers.value ?? 0);
  document.getElementById("new-share").style.width =
    both > 0 ? `${(100 * today.new_customers.value) / both}%` : "0";
}

function tile(name, { value, previous }, format) {
  figure(name, value, format(value));
  const target = document.querySelector(`[data-change="${name}"]`);
  if (value === null || previous === null) {
    target.textContent = "no day before to compare";
    return;
  }
  const before = `from ${format(previous)}`;
  if (format(value) === format(previous)) {
    target.textContent = "as the day before";
    return;
  }
  // A rate's change in percent of a percentage would only confuse.
  const relative = format === percent ? "" : change(value, previous);
  const up = value > previous;
  const better = up === (target.dataset.better !== "down");
  const mark = element("b", `${up ? "▲" : "▼"} ${relative}`.trim(), better ? "better" : "worse");
  target.replaceChildren(mark, ` ${before}`);
}

function endsDay(time) {
  return time.getTime() % 86_400_000 === 86_399_999;
}

/** One sentence for those who listen instead of looking. */
export function spokenSummary(overview) {
  const { today } = overview.kpis;
  if (!today) {
    return "";
  }
  const currency = overview.profiles.currency;
  return `So far today: net revenue ${money(today.net_revenue.value, currency)}, `
    + `${count(today.orders.value)} orders, ${count(today.active_customers.value)} active customers.`;
}
