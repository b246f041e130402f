/** Results as records of topics. What they mean is decided elsewhere. */
package io.clientele.job.publish;
