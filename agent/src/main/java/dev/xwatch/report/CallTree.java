package dev.xwatch.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The hits by their callers, from the code that was hit outwards. Stacks are counted as they are, and folded into the tree
 * when many different ones have come.
 */
final class CallTree {
    private static final int STACKS = 4096;
    private static final int NODES = 50_000;

    /** A frame, below the frames that it called. */
    static final class Node {
        private final String frame;
        private final Map<String, Node> callers = new HashMap<>();
        private long hits;

        private Node(String frame) {
            this.frame = frame;
        }

        String frame() {
            return frame;
        }

        long hits() {
            return hits;
        }

        Collection<Node> callers() {
            return callers.values();
        }
    }

    private final Map<String, Long> stacks = new HashMap<>();
    private final Node root = new Node("");
    private int nodes;
    private long cut;

    /** @param stack a line a frame, the one that was hit first; may be empty */
    void add(String stack) {
        stacks.merge(stack, 1L, Long::sum);
        if (stacks.size() >= STACKS) {
            fold();
        }
    }

    private void fold() {
        stacks.forEach(this::fold);
        stacks.clear();
    }

    private void fold(String stack, long hits) {
        root.hits += hits;
        if (stack.isEmpty()) {
            return;
        }
        Node node = root;
        for (String frame : stack.split("\n", -1)) {
            Node caller = node.callers.get(frame);
            if (caller == null) {
                if (nodes == NODES) {
                    cut += hits;
                    return;
                }
                caller = new Node(frame);
                node.callers.put(frame, caller);
                nodes++;
            }
            caller.hits += hits;
            node = caller;
        }
    }

    /** All hits; below it the frames that were hit, or that called the code if it is no Java method's. */
    Node root() {
        fold();
        return root;
    }

    /** How many hits have callers beyond what was kept. */
    long cut() {
        fold();
        return cut;
    }
}
