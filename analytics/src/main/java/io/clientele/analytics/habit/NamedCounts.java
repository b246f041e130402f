package io.clientele.analytics.habit;

import java.util.Arrays;

/**
 * How often each of many names has come, in constant size: the counts of the {@value #MOST} names
 * whose hashes are lowest, and the count of all names together. Up to as many names, the counts are
 * exact. Of more, those that are kept are a uniform sample of the names (bottom-k: Cohen and Kaplan
 * 2007, "Summarizing data using bottom-k sketches"), and the number of names is estimated from how
 * dense their hashes lie (Bar-Yossef et al. 2002, "Counting distinct elements in a data stream",
 * algorithm 2).
 *
 * <p>A name that is among the lowest at the end has been so from its first coming on, so its count
 * misses nothing, and the result depends on no order.
 *
 * <p>Not thread-safe.
 */
public final class NamedCounts {

    /** How many names are kept. */
    static final int MOST = 16;

    private static final double HASHES = 0x1p32;

    /** Hashes in ascending order, 0 to 2^32 − 1; only the first {@link #size} entries count. */
    long[] hashes = new long[4];

    long[] counts = new long[4];
    int size;

    /** How often any name has come, those that are not kept included. */
    long total;

    NamedCounts() {}

    NamedCounts(NamedCounts other) {
        hashes = Arrays.copyOf(other.hashes, Math.max(1, other.size));
        counts = Arrays.copyOf(other.counts, Math.max(1, other.size));
        size = other.size;
        total = other.total;
    }

    /** Counts a name. */
    void add(String name) {
        total++;
        long hash = hash(name);
        int found = Arrays.binarySearch(hashes, 0, size, hash);
        if (found >= 0) {
            counts[found]++;
        } else {
            insert(-found - 1, hash);
        }
    }

    private void insert(int at, long hash) {
        if (at == MOST) {
            return;
        }
        if (size < MOST) {
            makeRoom(size + 1);
            size++;
        }
        System.arraycopy(hashes, at, hashes, at + 1, size - 1 - at);
        System.arraycopy(counts, at, counts, at + 1, size - 1 - at);
        hashes[at] = hash;
        counts[at] = 1;
    }

    void makeRoom(int wanted) {
        if (wanted > hashes.length) {
            int room = Math.min(MOST, Math.max(wanted, 2 * hashes.length));
            hashes = Arrays.copyOf(hashes, room);
            counts = Arrays.copyOf(counts, room);
        }
    }

    /** How often any name has come. */
    public long total() {
        return total;
    }

    /** How many names there are: exact up to {@value #MOST}, from there on an estimate. */
    public double distinct() {
        return size < MOST ? size : Math.max(MOST, (MOST - 1) * HASHES / (hashes[MOST - 1] + 1));
    }

    /**
     * The entropy of the names in nats, 0 if all are the same or there is none; names that are not
     * kept count as one.
     */
    public double entropy() {
        double entropy = 0;
        long rest = total;
        for (int i = 0; i < size; i++) {
            entropy += term(counts[i]);
            rest -= counts[i];
        }
        return total == 0 ? 0 : Math.max(0, entropy + term(rest));
    }

    private double term(long count) {
        if (count == 0) {
            return 0;
        }
        double share = (double) count / total;
        return -share * StrictMath.log(share);
    }

    /** The share of the most frequent name that is kept, 0 if there is none. */
    public double largestShare() {
        long most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, counts[i]);
        }
        return total == 0 ? 0 : (double) most / total;
    }

    /** FNV-1a over the name's characters, mixed as in SplitMix64, since FNV's high bits are poor. */
    static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return (hash ^ (hash >>> 31)) >>> 32;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedCounts that
                && total == that.total
                && Arrays.equals(hashes, 0, size, that.hashes, 0, that.size)
                && Arrays.equals(counts, 0, size, that.counts, 0, that.size);
    }

    @Override
    public int hashCode() {
        return 31 * size + Long.hashCode(total);
    }
}
