package io.clientele.analytics.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Things under small numbers, which are used again. */
final class Pool<T> {
    private final List<T> things = new ArrayList<>();
    private int[] free = new int[64];
    private int freeCount;

    int add(T thing) {
        if (freeCount == 0) {
            things.add(thing);
            return things.size() - 1;
        }
        int id = free[--freeCount];
        things.set(id, thing);
        return id;
    }

    T get(int id) {
        return things.get(id);
    }

    T remove(int id) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = id;
        return things.set(id, null);
    }
}
