// What the models say: clusters, expected value and churn risk.
import { count, dayAndYear, decimal, money, percent } from "./format.js";
import { cell, element, figure, replaceRows, show } from "./elements.js";

const PERCENTILES = {
  10: "10% at most",
  25: "25% at most",
  50: "50% at most",
  75: "25% more than",
  90: "10% more than",
  99: "1% more than",
};
const MODELS = { regression: "Regression", purchase_model: "Purchase model" };
const BANDS = { high: "High", medium: "Medium", low: "Low" };

export function renderClusters({ insights: { clusters } }) {
  show("clusters", Boolean(clusters));
  show("clusters-empty", !clusters);
  const note = document.getElementById("clusters-note");
  if (!clusters) {
    note.textContent = "";
    return;
  }
  note.textContent = `version ${count(clusters.version)}`
    + (clusters.silhouette === null ? "" : `, silhouette ${decimal(clusters.silhouette)}`);
  note.dataset.value = clusters.version;
  document.getElementById("clusters-caption").textContent =
    `${count(clusters.customers)} customers with an order at the end of ${dayAndYear(new Date(clusters.at))}`;
  const most = Math.max(1, ...clusters.all.map((cluster) => cluster.customers));
  replaceRows("clusters-rows", clusters.all, (cluster) => {
    const row = element("tr");
    row.dataset.cluster = cluster.id;
    const customers = cell(count(cluster.customers), "number");
    customers.dataset.value = cluster.customers;
    row.append(rowHead(cluster.name ?? `Cluster ${cluster.id}`), bar(cluster.customers / most),
      customers, cell(percent(cluster.share), "number"));
    return row;
  });
}

export function renderValue({ insights: { value }, profiles: { currency } }) {
  show("value", Boolean(value));
  show("value-empty", !value);
  const note = document.getElementById("value-note");
  if (!value) {
    note.textContent = "";
    return;
  }
  note.textContent = `version ${count(value.version)}`;
  note.dataset.value = value.version;
  figure("vip_customers", value.vips?.customers, count(value.vips?.customers));
  figure("vip_value_share", value.vips?.value_share, percent(value.vips?.value_share));
  figure("clv_mean", value.mean, money(value.mean, currency));
  figure("p_alive_mean", value.probability_alive, percent(value.probability_alive));
  const most = Math.max(1, ...value.percentiles.map((percentile) => percentile.value));
  replaceRows("percentiles-rows", value.percentiles, (percentile) => {
    const row = element("tr");
    row.dataset.percent = percentile.percent;
    const amount = cell(money(percentile.value, currency), "number");
    amount.dataset.value = percentile.value;
    row.append(rowHead(PERCENTILES[percentile.percent] ?? `${percentile.percent} %`),
      bar(percentile.value / most), amount);
    return row;
  });
  const doubts = value.converged ? value.warnings : ["The last fit found no maximum: the parameters are older.", ...value.warnings];
  show("value-warning", doubts.length > 0);
  document.getElementById("value-warning").textContent = doubts.join(" ");
}

export function renderChurn({ insights: { churn } }) {
  show("churn", Boolean(churn));
  show("churn-empty", !churn);
  const note = document.getElementById("churn-note");
  if (!churn) {
    note.textContent = "";
    return;
  }
  note.textContent = `version ${count(churn.version)}`;
  show("bands", churn.bands.length > 0);
  document.getElementById("bands-strip").replaceChildren(...churn.bands.map((band) => {
    const part = element("span");
    part.dataset.band = band.band;
    part.style.width = `${100 * (band.share ?? 0)}%`;
    return part;
  }));
  replaceRows("bands-rows", churn.bands, (band) => {
    const row = element("tr");
    row.dataset.band = band.band;
    const name = rowHead("");
    name.append(element("span", "", "swatch"), BANDS[band.band] ?? band.band);
    const customers = cell(percent(band.share), "number");
    customers.dataset.value = band.share;
    row.append(name, customers, cell(percent(band.value_share), "number"));
    return row;
  });
  replaceRows("contestants-rows", churn.contestants, (model) => {
    const row = element("tr");
    row.dataset.model = model.model;
    const name = rowHead(MODELS[model.model] ?? model.model);
    if (model.champion) {
      name.append(element("span", "Champion", "champion"));
    }
    const known = model.labels > 0;
    const auc = cell(known ? decimal(model.auc) : "not known yet", "number");
    auc.dataset.value = model.auc;
    row.append(name, auc, cell(known ? decimal(model.log_loss) : "–", "number"));
    return row;
  });
}

function rowHead(text) {
  const head = element("th", text);
  head.scope = "row";
  return head;
}

function bar(share) {
  const made = element("td", "", "bar-cell");
  made.setAttribute("aria-hidden", "true");
  const track = element("span", "", "track");
  const fill = element("span");
  fill.style.width = `${100 * Math.max(0, share)}%`;
  track.append(fill);
  made.append(track);
  return made;
}
