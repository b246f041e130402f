/**
 * How the stream's own models of a day did against what came after it, each figure beside what
 * naive forecasts reach. Pure functions of profiles, models and later orders; how they are come by
 * and shown is elsewhere.
 */
package io.clientele.analytics.backtest;
