// The live page: keeps the overview up to date and renders what changed.
import { renderAlerts } from "./alerts.js";
import { follow } from "./connection.js";
import { renderCustomers, renderMoves } from "./customers.js";
import { dayAndYear, duration, timeOfDay, windowName } from "./format.js";
import { renderGroups } from "./groups.js";
import { renderChurn, renderClusters, renderValue } from "./insights.js";
import { renderPipeline, renderRefusals } from "./pipeline.js";
import { paint, renderSales } from "./sales.js";
import { renderToday, spokenSummary } from "./today.js";

const MOST_WINDOWS = 5_000;
const SUMMARY_EVERY_MS = 60_000;
const RENDERERS = {
  kpis: [renderClock, renderToday, renderSales, renderGroups, renderPipeline, renderRefusals],
  // Amounts anywhere take their currency from the profiles.
  profiles: [renderToday, renderSales, renderGroups, renderCustomers, renderValue],
  moves: [renderMoves],
  refusals: [renderRefusals],
  insights: [renderClusters, renderValue, renderChurn],
  alerts: [renderAlerts],
  status: [renderConnection],
};

let overview = null;
let gatewayHeard = true;
let heardAt = null;
let summarised = -Infinity;
const changed = new Set();

function receive(name, content) {
  heardAt = Date.now();
  if (name === "snapshot") {
    overview = content;
    Object.keys(RENDERERS).forEach(invalidate);
  } else if (!overview) {
    return;
  } else if (name === "heartbeat") {
    overview.status = content;
    invalidate("status");
  } else if (name === "kpis") {
    overview.kpis = { ...content, sales: merge(overview.kpis.sales, content.sales) };
    invalidate("kpis");
  } else {
    overview[name] = content;
    invalidate(name);
  }
}

/** Windows by time, a later record of a window in the place of the earlier one. */
function merge(known, changes) {
  const byTime = new Map(known.map((window) => [window.time, window]));
  changes.forEach((window) => byTime.set(window.time, window));
  return [...byTime.values()]
    .sort((a, b) => Date.parse(a.time) - Date.parse(b.time))
    .slice(-MOST_WINDOWS);
}

function invalidate(part) {
  if (changed.size === 0) {
    requestAnimationFrame(render);
  }
  changed.add(part);
}

function render() {
  const renderers = new Set([...changed].flatMap((part) => RENDERERS[part]));
  changed.clear();
  renderers.forEach((renderer) => renderer(overview));
  summarise();
}

function summarise() {
  if (performance.now() - summarised >= SUMMARY_EVERY_MS) {
    const summary = spokenSummary(overview);
    if (summary) {
      summarised = performance.now();
      document.getElementById("summary").textContent = summary;
    }
  }
}

function renderClock({ kpis }) {
  const target = document.getElementById("shop-time");
  const badge = document.getElementById("window-length");
  if (!kpis.shop_time) {
    return;
  }
  // A window's last millisecond reads better as the moment when it ended, save at midnight.
  const last = new Date(kpis.shop_time);
  const end = new Date(last.getTime() + 1);
  const midnight = end.getTime() % 86_400_000 === 0;
  target.textContent = midnight ? dayAndYear(last) : `${dayAndYear(end)}, ${timeOfDay(end)} UTC`;
  target.dateTime = kpis.shop_time;
  target.dataset.value = kpis.shop_time;
  if (kpis.window_seconds) {
    badge.textContent = `by the ${windowName(kpis.window_seconds)}`;
    badge.hidden = false;
  }
}

const STATES = {
  CONNECTING: ["connecting", "Waiting for the broker", "No broker has answered yet. The page fills itself as soon as one does."],
  CATCHING_UP: ["connecting", "Catching up", ""],
  LIVE: ["live", "Live", ""],
  LOST: ["lost", "Connection lost", ""],
};

function renderConnection() {
  let [state, text, notice] = STATES[overview?.status.connection ?? "CONNECTING"];
  if (!gatewayHeard) {
    state = "lost";
    text = "Connection lost";
    notice = "The gateway does not answer; trying again. "
      + (heardAt ? `What you see is as of ${clock(new Date(heardAt))}.` : "");
  } else if (overview.status.connection === "LOST") {
    notice = `The gateway has lost its broker and keeps trying. What you see is as of ${clock(new Date(overview.status.since))}.`;
  }
  document.getElementById("connection").dataset.state = state;
  setText("connection-text", text);
  const target = document.getElementById("notice");
  target.hidden = !notice;
  if (target.textContent !== notice) {
    target.textContent = notice;
    if (notice) {
      document.getElementById("summary").textContent = notice;
      summarised = -Infinity;
    }
  }
  renderUpdated();
}

function renderUpdated() {
  const at = overview?.status.last_record_at;
  if (at) {
    setText("updated", `the last record came ${ago(Date.now() - Date.parse(at))}`);
  }
}

function ago(milliseconds) {
  return milliseconds < 10_000 ? "just now" : `${duration(milliseconds)} ago`;
}

function clock(date) {
  return date.toLocaleTimeString();
}

function setText(id, text) {
  const target = document.getElementById(id);
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

function alive(heard) {
  if (heard !== gatewayHeard) {
    gatewayHeard = heard;
    renderConnection();
  }
}

function followTheme() {
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const apply = () => {
    button.setAttribute("aria-pressed", String(isDark()));
    paint();
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("clientele.theme", theme);
    } catch {
      // Storage may be forbidden; then the choice holds until the page is left.
    }
    apply();
  });
  system.addEventListener("change", apply);
  apply();
}

followTheme();
for (const id of ["ranges", "group-measure", "sales-details"]) {
  document.getElementById(id).addEventListener(id === "sales-details" ? "toggle" : "change", () => overview && invalidate("kpis"));
}
follow(receive, alive);
