// How the job does, and what it had to refuse.
import { count, dayAndTime, duration, percent, rate, windowName } from "./format.js";
import { cell, element, figure, replaceRows, show } from "./elements.js";

const LETTERS_SHOWN = 4;
const REPLAY_FROM_MS = 3_600_000;

export function renderPipeline(overview) {
  const { pipeline, known_customers: known } = overview.kpis;
  show("pipeline", Boolean(pipeline));
  show("pipeline-empty", !pipeline);
  if (!pipeline) {
    return;
  }
  const latency = pipeline.event_to_kpi_milliseconds;
  figure("events_per_second", pipeline.events_per_second, rate(pipeline.events_per_second));
  document.querySelector('[data-kpi="events_per_second"]')
    .append(element("small", ` ${count(pipeline.events)} in the ${windowName(pipeline.window_seconds)}`));
  figure("event_to_kpi_ms", latency, latency >= REPLAY_FROM_MS ? "replaying the past" : duration(latency));
  figure("day_events", pipeline.day_events, count(pipeline.day_events));
  figure("day_duplicates", pipeline.day_duplicates, count(pipeline.day_duplicates));
  figure("day_late_events", pipeline.day_late_events, count(pipeline.day_late_events));
  figure("known_customers", known, count(known));
  if (pipeline.day_duplicates > 0 && pipeline.day_events > 0) {
    document.querySelector('[data-kpi="day_duplicates"]')
      .append(element("small", ` ${percent(pipeline.day_duplicates / pipeline.day_events)}`));
  }
}

export function renderRefusals(overview) {
  const reasons = overview.kpis.refusals;
  const letters = overview.refusals.last;
  const any = reasons.length > 0 || letters.length > 0;
  show("refusals", any);
  show("refusals-empty", !any);
  show("reasons", reasons.length > 0);
  show("letters", letters.length > 0);
  const today = reasons.reduce((sum, reason) => sum + reason.today, 0);
  const note = document.getElementById("refusals-note");
  note.textContent = any ? `${count(today)} today` : "";
  note.dataset.value = today;
  replaceRows("reasons-rows", reasons, (reason) => {
    const row = element("tr");
    row.dataset.reason = reason.reason;
    const name = element("th", reason.reason);
    name.scope = "row";
    const kept = cell(count(reason.kept), "number");
    kept.dataset.value = reason.kept;
    row.append(name, cell(count(reason.today), "number"), kept);
    return row;
  });
  replaceRows("letters-list", letters.slice(0, LETTERS_SHOWN), (letter) => {
    const item = element("li");
    const field = letter.field ? ` in ${letter.field}` : "";
    item.append(
      element("p", letter.message),
      element("p", `${letter.reason}${field} · ${letter.topic} ${letter.partition}:${letter.offset} · ${dayAndTime(new Date(letter.at))}`, "where"),
    );
    return item;
  });
}
