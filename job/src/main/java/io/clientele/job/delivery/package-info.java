/**
 * The small jobs that carry what the topics hold to other systems, each a job of its own, so that a
 * destination that is down holds up nothing else. They compute nothing: what they deliver is in a
 * topic already.
 */
package io.clientele.job.delivery;
