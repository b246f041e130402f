package io.clientele.bench.contender;

/** Where state lies. */
public enum Backend {
    HEAP,
    ROCKSDB
}
