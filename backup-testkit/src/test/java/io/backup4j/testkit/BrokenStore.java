package io.backup4j.testkit;

import io.backup4j.api.ForwardingStore;

/** Hands everything on to the raw objects of a store in memory; subclasses break a promise. */
class BrokenStore extends ForwardingStore {
    final InMemoryStore memory;

    BrokenStore(InMemoryStore memory) {
        super(memory);
        this.memory = memory;
    }
}
