// The best customers, and who moved from one group to another.
import { count, money, shortDay } from "./format.js";
import { cell, element, hidden, replaceRows, show } from "./elements.js";
import { label, mood } from "./groups.js";

export function renderCustomers(overview) {
  const { best, window_days: days, currency, exact } = overview.profiles;
  const known = best.length > 0;
  show("customers", known);
  show("customers-empty", !known);
  document.getElementById("customers-note").textContent =
    known ? `by net amount, ${count(days)} days${exact ? "" : " (recounting)"}` : "";
  replaceRows("customers-rows", best, (customer) => {
    const row = element("tr");
    row.dataset.customer = customer.customer_id;
    const who = element("th");
    who.scope = "row";
    const group = element("span", label(customer.group), "pill");
    group.dataset.mood = mood(customer.group);
    who.append(named(customer.customer_id));
    const groupCell = cell("");
    groupCell.append(group);
    const net = cell(money(customer.net, currency), "number");
    net.dataset.kpi = "customer_net";
    net.dataset.value = customer.net;
    row.append(who, groupCell, cell(count(customer.orders), "number"), net);
    return row;
  });
}

export function renderMoves(overview) {
  const { last } = overview.moves;
  const known = last.length > 0;
  show("moves", known);
  show("moves-empty", !known);
  replaceRows("moves-list", last, (move) => {
    const item = element("li");
    const up = move.direction === "UP";
    const arrow = element("span", up ? "▲" : "▼", `arrow ${up ? "better" : "worse"}`);
    arrow.setAttribute("aria-hidden", "true");
    const at = element("time", shortDay(new Date(move.at)));
    at.dateTime = move.at;
    const path = element("span", "", "path");
    path.append(hidden(up ? "up from " : "down from "), `${label(move.from)} `, arrowTo(), element("b", ` ${label(move.to)}`));
    item.append(arrow, named(move.customer_id), at, path);
    return item;
  });
}

function arrowTo() {
  const both = element("span");
  const arrow = element("span", "→");
  arrow.setAttribute("aria-hidden", "true");
  both.append(arrow, hidden("to"));
  return both;
}

function named(customerId) {
  const name = element("span", customerId, "customer");
  name.title = customerId;
  return name;
}
