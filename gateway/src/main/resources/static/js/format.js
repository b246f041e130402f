// How amounts, numbers and times read. Amounts come as whole numbers in minor units.

const MINUS = "\u2212";
const integers = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumSignificantDigits: 3 });

/** Formats minor units of a currency; while the currency is unknown, as a plain number. */
export function money(minor, currency) {
  if (minor === null || minor === undefined) {
    return "–";
  }
  const digits = minorDigits(currency);
  const major = minor / 10 ** digits;
  const shown = Math.abs(major) >= 1000 ? 0 : digits;
  return moneyFormat(currency, { minimumFractionDigits: shown, maximumFractionDigits: shown }).format(major);
}

/** The same, short enough for an axis. */
export function shortMoney(minor, currency) {
  return moneyFormat(currency, { notation: "compact", maximumSignificantDigits: 3 })
    .format(minor / 10 ** minorDigits(currency));
}

function moneyFormat(currency, options) {
  return new Intl.NumberFormat(undefined,
    currency ? { style: "currency", currency, currencyDisplay: "narrowSymbol", ...options } : options);
}

function minorDigits(currency) {
  return currency
    ? new Intl.NumberFormat(undefined, { style: "currency", currency }).resolvedOptions().maximumFractionDigits
    : 2;
}

export function count(value) {
  return value === null || value === undefined ? "–" : integers.format(Math.round(value));
}

export function shortCount(value) {
  return compact.format(value);
}

/** A figure between two whole numbers, to three digits after the point. */
export function decimal(value) {
  return value === null || value === undefined
    ? "–"
    : new Intl.NumberFormat(undefined, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);
}

/** A share from 0 to 1 as a percentage. */
export function percent(share) {
  return share === null || share === undefined
    ? "–"
    : new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** The relative change from one figure to another, with its sign; empty where there is none to tell. */
export function change(value, previous) {
  if (!previous) {
    return "";
  }
  const share = (value - previous) / Math.abs(previous);
  const shown = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0 })
    .format(Math.abs(share));
  return (share < 0 ? MINUS : "+") + shown;
}

/** A rate: more digits the smaller it is. */
export function rate(value) {
  return new Intl.NumberFormat(undefined, { maximumSignificantDigits: value < 100 ? 3 : 6, maximumFractionDigits: 0, roundingPriority: "morePrecision" })
    .format(value);
}

export function duration(milliseconds) {
  const units = [[86_400_000, "d"], [3_600_000, "h"], [60_000, "min"], [1_000, "s"]];
  for (const [length, unit] of units) {
    if (milliseconds >= length) {
      const value = milliseconds / length;
      return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`;
    }
  }
  return `${count(milliseconds)} ms`;
}

/** What one window is called: "minute", "hour", "15 min". */
export function windowName(seconds) {
  const names = { 60: "minute", 3600: "hour", 86400: "day", 604800: "week" };
  return names[seconds] ?? duration(seconds * 1000);
}

function utc(options) {
  return new Intl.DateTimeFormat(undefined, { timeZone: "UTC", ...options });
}

const dayFormat = utc({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const shortDayFormat = utc({ day: "numeric", month: "short" });
const shortDayYearFormat = utc({ day: "numeric", month: "short", year: "numeric" });
const timeFormat = utc({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function longDay(date) {
  return dayFormat.format(date);
}

export function shortDay(date) {
  return shortDayFormat.format(date);
}

export function timeOfDay(date) {
  return timeFormat.format(date);
}

export function dayAndYear(date) {
  return shortDayYearFormat.format(date);
}

export function dayAndTime(date) {
  return `${shortDay(date)}, ${timeOfDay(date)}`;
}
