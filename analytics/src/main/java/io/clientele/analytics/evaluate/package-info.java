/**
 * How good forecasts were, once it is known what happened: ranks, errors and calibration. Pure
 * functions of forecasts and outcomes; nothing here knows what was forecast.
 */
package io.clientele.analytics.evaluate;
