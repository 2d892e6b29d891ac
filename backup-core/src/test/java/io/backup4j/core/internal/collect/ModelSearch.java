package io.backup4j.core.internal.collect;

import io.backup4j.core.internal.collect.CollectionModel.Next;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Visits every state that a model can get into, deepest first. States are told apart by 64 bits. */
final class ModelSearch {
    private final CollectionModel model;
    private long[] seen = new long[1 << 16];
    private int states;
    private int ended;

    ModelSearch(CollectionModel model) {
        this.model = model;
    }

    private record Node(
            ModelState state, String step, @Nullable Node from) {}

    /** Returns the steps that lead to a fault; nothing when there is none among all states. */
    Optional<List<String>> findFault() {
        Deque<Node> stack = new ArrayDeque<>();
        push(new Node(model.initial(), "begin", null), stack);
        while (!stack.isEmpty()) {
            Node node = stack.pop();
            Optional<String> fault = node.state().fault();
            if (fault.isPresent()) {
                return Optional.of(steps(node, fault.get()));
            }
            ended += model.reported(node.state()).isPresent() ? 1 : 0;
            for (Next next : model.next(node.state())) {
                push(new Node(next.state(), next.step(), node), stack);
            }
        }
        return Optional.empty();
    }

    /** Returns how many states there were. */
    int states() {
        return states;
    }

    /** Returns in how many of them every writer had reported a point. */
    int ended() {
        return ended;
    }

    private void push(Node node, Deque<Node> stack) {
        if (add(node.state().hash())) {
            stack.push(node);
        }
    }

    private boolean add(long hash) {
        if (states > seen.length / 2) {
            long[] old = seen;
            seen = new long[old.length * 2];
            for (long known : old) {
                if (known != 0) {
                    seen[slot(known)] = known;
                }
            }
        }
        int slot = slot(hash);
        if (seen[slot] == hash) {
            return false;
        }
        seen[slot] = hash;
        states++;
        return true;
    }

    private int slot(long hash) {
        int mask = seen.length - 1;
        int slot = (int) (hash ^ hash >>> 29) & mask;
        while (seen[slot] != 0 && seen[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static List<String> steps(Node last, String fault) {
        List<String> steps = new ArrayList<>(List.of(fault));
        for (Node node = last; node != null; node = node.from()) {
            steps.add(0, node.step());
        }
        return steps;
    }
}
