// Windows of time: a window without events writes nothing, so gaps are filled with zero here, and
// many windows are summed to as many bars as the eye can tell apart.

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const MOST_BARS = 100;
const STEPS = [1, 5, 10, 15, 30].map((n) => n * MINUTE)
  .concat([1, 2, 3, 6, 12].map((n) => n * HOUR), [1, 7, 28, 91].map((n) => n * DAY));

/** What lengths of time one may choose to see, by the windows' length; the first is the default. */
export function ranges(windowSeconds) {
  if (windowSeconds < HOUR) {
    return [["6 hours", 6 * HOUR], ["1 hour", HOUR], ["24 hours", DAY]];
  }
  if (windowSeconds < DAY) {
    return [["7 days", 7 * DAY], ["24 hours", DAY], ["30 days", 30 * DAY]];
  }
  return [["90 days", 90 * DAY], ["30 days", 30 * DAY], ["1 year", 365 * DAY]];
}

/**
 * The sums of each bar, oldest first, up to the newest window: {start, seconds, net, orders,
 * partial}, start in epoch milliseconds. Begins with the first window there is, if that is later
 * than the range asked for.
 */
export function bars(sales, windowSeconds, rangeSeconds, shopTime) {
  if (sales.length === 0) {
    return { seconds: windowSeconds, bars: [] };
  }
  const windowMs = windowSeconds * 1000;
  const end = Math.max(Date.parse(shopTime), Date.parse(sales[sales.length - 1].time)) + 1;
  const first = Date.parse(sales[0].time) + 1 - windowMs;
  const from = Math.max(first, end - rangeSeconds * 1000);
  const seconds = barSeconds((end - from) / 1000, windowSeconds);
  const barMs = seconds * 1000;
  const firstBar = Math.floor(from / barMs);
  const made = [];
  for (let bar = firstBar; bar * barMs < end; bar++) {
    made.push({ start: bar * barMs, seconds, net: 0, orders: 0, partial: (bar + 1) * barMs > end });
  }
  for (const window of sales) {
    const start = Date.parse(window.time) + 1 - windowMs;
    if (start >= from) {
      const bar = made[Math.floor(start / barMs) - firstBar];
      bar.net += window.net_revenue;
      bar.orders += window.orders;
    }
  }
  return { seconds, bars: made };
}

function barSeconds(spanSeconds, windowSeconds) {
  const least = spanSeconds / MOST_BARS;
  if (windowSeconds >= least) {
    return windowSeconds;
  }
  return STEPS.find((step) => step >= least && step % windowSeconds === 0)
    ?? Math.ceil(least / windowSeconds) * windowSeconds;
}
