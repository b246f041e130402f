package io.clientele.rules.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events that a partial match has taken, from the last to the first. Partial matches that began
 * alike share their beginning.
 *
 * @param step index of the step that took the event
 * @param previous what was taken before; empty for the first
 * @param length how many events, this one included
 */
record PathNode(int step, StoredEvent event, Optional<PathNode> previous, int length) {

    static PathNode of(int step, StoredEvent event, Optional<PathNode> previous) {
        return new PathNode(step, event, previous, 1 + previous.map(PathNode::length).orElse(0));
    }

    /** The nodes from the first to the last. */
    List<PathNode> inOrder() {
        Deque<PathNode> nodes = new ArrayDeque<>(length);
        for (Optional<PathNode> at = Optional.of(this); at.isPresent(); at = at.get().previous()) {
            nodes.addFirst(at.get());
        }
        return new ArrayList<>(nodes);
    }

    /** What expressions see of the events that a step has taken. */
    List<Map<String, Object>> views(int ofStep) {
        List<Map<String, Object>> views = new ArrayList<>();
        for (PathNode node : inOrder()) {
            if (node.step() == ofStep) {
                views.add(node.event().event().view());
            }
        }
        return views;
    }

    // Paths are long and shared: they are compared by what they are, not by what they hold.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
