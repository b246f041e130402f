/**
 * Rules over the events of customers: what they see, where their state is kept, what comes of it.
 * What a rule means is known to {@code cep-rules}; which topics are read and written is not known
 * here.
 */
package io.clientele.job.pattern;
