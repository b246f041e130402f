// The newest alerts, and what each rule did today.
import { count, dayAndTime } from "./format.js";
import { cell, element, replaceRows, show } from "./elements.js";

export function renderAlerts({ alerts: { last, rules } }) {
  const known = last.length > 0;
  show("alerts", known);
  show("alerts-empty", !known);
  show("rules-details", rules.length > 0);
  const critical = last.filter((alert) => alert.severity === "critical").length;
  document.getElementById("alerts-note").textContent =
    known ? `the last ${count(last.length)}${critical > 0 ? `, ${count(critical)} critical` : ""}` : "";
  replaceRows("alerts-list", last, item);
  replaceRows("rules-rows", rules, ruleRow);
}

function item(alert) {
  const made = element("li");
  made.dataset.severity = alert.severity;
  made.dataset.alert = alert.id;
  const severity = element("span", alert.severity, "severity");
  severity.dataset.severity = alert.severity;
  const at = element("time", dayAndTime(new Date(alert.time)));
  at.dateTime = alert.time;
  const head = element("p", "", "alert-head");
  head.append(severity, element("span", `${alert.kind} · ${alert.rule}`), at);
  const who = element("p", alert.customer_id ?? alert.series, "customer");
  who.title = who.textContent;
  made.append(head, who, element("p", alert.message, "alert-why"));
  if (alert.action) {
    made.append(element("p", alert.action, "alert-action"));
  }
  return made;
}

function ruleRow(rule) {
  const row = element("tr");
  row.dataset.rule = rule.rule;
  const name = element("th", rule.mode === "shadow" ? `${rule.rule} (shadow)` : rule.rule);
  name.scope = "row";
  const matches = cell(count(rule.matches), "number");
  matches.dataset.value = rule.matches;
  row.append(name, cell(rule.severity), matches,
    cell(count(rule.suppressed), "number"), cell(count(rule.timeouts), "number"));
  return row;
}
