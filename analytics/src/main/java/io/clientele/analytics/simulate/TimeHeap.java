package io.clientele.analytics.simulate;

import java.util.Arrays;

/** Whole numbers ordered by time: a binary heap in two arrays, 12 bytes an entry. */
final class TimeHeap {
    private long[] times;
    private int[] ids;
    private int size;

    TimeHeap(int capacity) {
        times = new long[Math.max(capacity, 4)];
        ids = new int[times.length];
    }

    /** The earliest time, {@link Long#MAX_VALUE} if there is none. */
    long time() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /** Whose the earliest time is. Ask {@link #time} first whether there is one. */
    int id() {
        return ids[0];
    }

    void add(long time, int id) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size + (size >> 1));
            ids = Arrays.copyOf(ids, times.length);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (times[parent] <= time) {
                break;
            }
            times[hole] = times[parent];
            ids[hole] = ids[parent];
            hole = parent;
        }
        times[hole] = time;
        ids[hole] = id;
    }

    void removeFirst() {
        size--;
        if (size > 0) {
            sink(times[size], ids[size]);
        }
    }

    /** Gives the first entry a later time. */
    void delayFirst(long time) {
        sink(time, ids[0]);
    }

    private void sink(long time, int id) {
        int hole = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && times[child + 1] < times[child]) {
                child++;
            }
            if (time <= times[child]) {
                break;
            }
            times[hole] = times[child];
            ids[hole] = ids[child];
            hole = child;
            child = 2 * hole + 1;
        }
        times[hole] = time;
        ids[hole] = id;
    }
}
