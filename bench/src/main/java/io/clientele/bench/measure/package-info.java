/** How contenders are run and measured: processes, progress, throughput, latency, state. */
package io.clientele.bench.measure;
