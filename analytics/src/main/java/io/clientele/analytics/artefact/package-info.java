/**
 * Models outside the job: read back from their JSON, and which version of each is in force where
 * records pin one. It knows no files and no topics.
 */
package io.clientele.analytics.artefact;
