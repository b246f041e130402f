/** The models' training as an operator, and what it hands out. */
package io.clientele.job.model;
