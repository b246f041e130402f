// The eleven RFM groups: how they are called, how they fare, and their bars.
import { count, dayAndYear, money } from "./format.js";
import { cell, element, replaceRows, show } from "./elements.js";

const GROUPS = {
  CHAMPIONS: ["Champions", "thriving"],
  LOYAL: ["Loyal", "thriving"],
  ACTIVE: ["Active", "thriving"],
  NEW: ["New", "thriving"],
  PROMISING: ["Promising", "thriving"],
  NEEDS_ATTENTION: ["Needs attention", "care"],
  AT_RISK: ["At risk", "care"],
  PREVIOUSLY_LOYAL: ["Previously loyal", "slipping"],
  ALMOST_LOST: ["Almost lost", "slipping"],
  DORMANT: ["Dormant", "slipping"],
  PROSPECTS: ["Prospects", "quiet"],
};

export function label(group) {
  return GROUPS[group]?.[0] ?? group;
}

/** thriving, care, slipping or quiet: colours a group, never alone, for its name stands by it. */
export function mood(group) {
  return GROUPS[group]?.[1] ?? "quiet";
}

export function renderGroups(overview) {
  const { groups, groups_at: at } = overview.kpis;
  const known = groups.length > 0;
  show("groups", known);
  show("groups-empty", !known);
  if (!known) {
    return;
  }
  const currency = overview.profiles.currency;
  const measure = document.querySelector("#group-measure input:checked").value;
  const most = Math.max(1, ...groups.map((group) => group[measure]));
  document.getElementById("groups-caption").textContent =
    `Customers and value by group at the end of ${dayAndYear(new Date(at))}; moved: in and out that day`;
  replaceRows("groups-rows", groups, (group) => {
    const row = element("tr");
    row.dataset.mood = mood(group.group);
    row.dataset.group = group.group;
    const name = element("th", label(group.group));
    name.scope = "row";
    const bar = element("td", "", "bar-cell");
    bar.setAttribute("aria-hidden", "true");
    const track = element("span", "", "track");
    const fill = element("span");
    fill.style.width = `${(100 * Math.max(0, group[measure])) / most}%`;
    track.append(fill);
    bar.append(track);
    const customers = cell(count(group.customers), "number");
    customers.dataset.kpi = "group_customers";
    customers.dataset.value = group.customers;
    const value = cell(money(group.value, currency), "number");
    value.dataset.kpi = "group_value";
    value.dataset.value = group.value;
    const moved = cell(movement(group), "number in-out");
    row.append(name, bar, customers, value, moved);
    return row;
  });
}

function movement(group) {
  return group.moved_in || group.moved_out
    ? `+${count(group.moved_in)} \u2212${count(group.moved_out)}`
    : "·";
}
