/**
 * The main job: {@code CustomerIntelligence} is its picture, {@code Settings} what it can be told.
 * How each part works lies in the packages below, by domain.
 */
package io.clientele.job;
