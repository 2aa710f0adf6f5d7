package dev.xwatch.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Writes a call tree: its largest nodes, as many as can be told apart on a screen, each after the one that it called. */
final class FlameJson {
    private static final int NODES = 3000;

    private final CallTree tree;
    private final Map<String, Integer> frames = new LinkedHashMap<>();

    FlameJson(CallTree tree) {
        this.tree = tree;
    }

    void write(JsonGenerator json) throws IOException {
        CallTree.Node root = tree.root();
        long least = leastHits(root);
        json.writeStartObject();
        json.writeNumberField("cut", tree.cut());
        json.writeNumberField("least", least);
        json.writeFieldName("nodes"); // number of the node below, number of the frame, hits; and so on
        json.writeStartArray();
        Queue<CallTree.Node> queue = new ArrayDeque<>(List.of(root));
        Queue<Integer> below = new ArrayDeque<>(List.of(-1));
        for (int number = 0; !queue.isEmpty(); number++) {
            CallTree.Node node = queue.remove();
            json.writeNumber(below.remove());
            json.writeNumber(frameNumber(node.frame()));
            json.writeNumber(node.hits());
            for (CallTree.Node caller : inOrder(node, least)) {
                queue.add(caller);
                below.add(number);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("frames");
        for (String frame : frames.keySet()) {
            json.writeString(frame);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private int frameNumber(String frame) {
        Integer known = frames.putIfAbsent(frame, frames.size());
        return known == null ? frames.size() - 1 : known;
    }

    private static List<CallTree.Node> inOrder(CallTree.Node node, long least) {
        return node.callers().stream()
                .filter(caller -> caller.hits() >= least)
                .sorted(Comparator.comparingLong(CallTree.Node::hits).reversed().thenComparing(CallTree.Node::frame))
                .toList();
    }

    /** The hits of the smallest node that is written: a caller never has more than what it called. */
    private static long leastHits(CallTree.Node root) {
        List<Long> hits = new ArrayList<>();
        Queue<CallTree.Node> queue = new ArrayDeque<>(List.of(root));
        while (!queue.isEmpty()) {
            CallTree.Node node = queue.remove();
            hits.add(node.hits());
            queue.addAll(node.callers());
        }
        if (hits.size() <= NODES) {
            return 1;
        }
        hits.sort(Comparator.reverseOrder());
        return hits.get(NODES - 1) + 1;
    }
}
