// The stream of changes, and what the page says when it does not come.

const SILENCE_MS = 15_000;
const RETRY_MS = 3_000;
const EVENTS = ["snapshot", "kpis", "profiles", "moves", "refusals", "insights", "alerts", "heartbeat"];

/**
 * Follows /api/live for as long as the page is open: hands on each event as (name, content), and
 * says through `alive` whether the gateway is heard.
 */
export function follow(receive, alive) {
  let source = null;
  let heardAt = performance.now();

  function open() {
    source?.close();
    heardAt = performance.now();
    source = new EventSource("/api/live");
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => {
        heardAt = performance.now();
        receive(name, JSON.parse(event.data));
        alive(true);
      });
    }
    source.addEventListener("error", () => {
      alive(false);
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(open, RETRY_MS);
      }
    });
  }

  // A connection can die without a word, such as when a laptop slept.
  setInterval(() => {
    if (performance.now() - heardAt > SILENCE_MS) {
      alive(false);
      open();
    }
  }, RETRY_MS);
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => event.persisted && open());
  open();
}
