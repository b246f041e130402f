/**
 * Those that are measured, each in a process of its own: the main job and its peers. They share
 * parser, ledger and JSON; what differs is the engine around them.
 */
package io.clientele.bench.contender;
