package io.clientele.bench;

import io.clientele.bench.contender.Contender;

/**
 * A ratio that is told, and may be asked for.
 *
 * @param customers of the shop
 * @param least how many times as fast the job must be as the other; 0 if nothing is asked for
 */
record Bar(int customers, Contender job, Contender other, double least) {}
