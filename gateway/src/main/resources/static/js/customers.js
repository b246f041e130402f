// The best customers, and who moved from one group to another.
import { count, money, percent, shortDay } from "./format.js";
import { cell, element, hidden, replaceRows, show } from "./elements.js";
import { label, mood } from "./groups.js";

/** Whose profiles are open: rows are made anew whenever the ranking changes. */
const open = new Set();

export function renderCustomers(overview) {
  const { best, window_days: days, currency, exact } = overview.profiles;
  const known = best.length > 0;
  show("customers", known);
  show("customers-empty", !known);
  document.getElementById("customers-note").textContent =
    known ? `by net amount, ${count(days)} days${exact ? "" : " (recounting)"}` : "";
  const focused = document.activeElement?.closest("#customers-rows tr")?.dataset.customer;
  replaceRows("customers-rows", best.flatMap((customer) => [customer, { profile: customer }]), (customer) => {
    if (customer.profile) {
      return profileRow(customer.profile, currency);
    }
    const row = element("tr");
    row.dataset.customer = customer.customer_id;
    const who = element("th");
    who.scope = "row";
    const group = element("span", label(customer.group), "pill");
    group.dataset.mood = mood(customer.group);
    who.append(disclosure(customer.customer_id));
    const groupCell = cell("");
    groupCell.append(group);
    const net = cell(money(customer.net, currency), "number");
    net.dataset.kpi = "customer_net";
    net.dataset.value = customer.net;
    row.append(who, groupCell, cell(count(customer.orders), "number"), net);
    return row;
  });
  if (focused !== undefined) {
    rowOf(focused)?.querySelector("button").focus({ preventScroll: true });
  }
}

function rowOf(customerId) {
  return [...document.querySelectorAll("#customers-rows tr:not(.detail)")]
    .find((row) => row.dataset.customer === customerId);
}

function disclosure(customerId) {
  const button = element("button", "", "disclose");
  button.type = "button";
  button.append(named(customerId));
  button.setAttribute("aria-expanded", String(open.has(customerId)));
  button.addEventListener("click", () => {
    if (!open.delete(customerId)) {
      open.add(customerId);
    }
    button.setAttribute("aria-expanded", String(open.has(customerId)));
    button.closest("tr").nextElementSibling.hidden = !open.has(customerId);
  });
  return button;
}

/** What the models say of a customer. */
function profileRow({ customer_id: customerId, insight }, currency) {
  const row = element("tr", "", "detail");
  row.dataset.customer = customerId;
  row.hidden = !open.has(customerId);
  const facts = element("dl", "", "known-of");
  fact(facts, "Cluster", "cluster", insight.cluster, insight.cluster ?? "–");
  fact(facts, "Lifetime value", "clv", insight.lifetime_value,
    money(insight.lifetime_value, currency) + (insight.vip ? ", VIP" : ""));
  fact(facts, "Still a customer", "p_alive", insight.probability_alive, percent(insight.probability_alive));
  fact(facts, "Churn risk", "churn_risk", insight.churn_risk,
    percent(insight.churn_risk) + (insight.churn_band ? `, ${insight.churn_band}` : ""));
  if (insight.churn_reasons.length > 0) {
    facts.append(element("dt", "Why"), element("dd", insight.churn_reasons.join("; "), "reasons"));
  }
  const wide = cell("");
  wide.colSpan = 4;
  wide.append(facts);
  row.append(wide);
  return row;
}

function fact(facts, label, name, raw, text) {
  const said = element("dd", text);
  said.dataset.fact = name;
  said.dataset.value = raw ?? "";
  facts.append(element("dt", label), said);
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
