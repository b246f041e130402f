/**
 * What all channels share: the message, what becomes of an attempt to send it, and HTTP. No channel
 * waits for another, and none keeps state: what is pending lives in the job.
 */
package io.clientele.job.alert.channel;
