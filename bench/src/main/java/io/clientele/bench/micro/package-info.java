/** The parser and the ledger by themselves, measured with JMH. */
package io.clientele.bench.micro;
