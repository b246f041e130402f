package io.clientele.analytics.statistics;

/**
 * A 64-bit hash of a customer's id: whoever is sampled or ordered by it is so in every run and at
 * every parallelism.
 *
 * <p>FNV-1a over the id's UTF-16 code units (Fowler, Noll and Vo 1991), then the finaliser of
 * SplitMix64 (Steele, Lea and Flood 2014), because FNV alone leaves the high bits of short ids
 * alike.
 */
public final class CustomerHash {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private CustomerHash() {}

    /** The hash of an id. */
    public static long of(String customerId) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < customerId.length(); i++) {
            hash = (hash ^ customerId.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** Spreads the bits of a number over all 64: a bijection. */
    public static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
