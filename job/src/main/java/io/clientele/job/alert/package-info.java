/**
 * The job that delivers alerts to people: what has been told already is dropped, each alert goes to
 * the channels that its routes name, and each channel has a queue of its own, so that one that is
 * down delays no other. How a channel is spoken to is in the packages beside.
 */
package io.clientele.job.alert;
