/**
 * What a customer does beside how much money moves on which day: sums of constant size, whole
 * numbers all of them, so that events may come in any order. What they mean as features lives in
 * {@code feature}.
 */
package io.clientele.analytics.habit;
