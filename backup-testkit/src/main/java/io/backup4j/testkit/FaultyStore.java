package io.backup4j.testkit;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands everything on to another store, except that chosen calls go wrong. Calls are counted from 1, over all verbs and
 * for each verb; closing is no call and always works. To try every point of failure: run once, ask {@link #calls()},
 * then run again with a fault at each call.
 *
 * <p>Safe for use by several threads; which call is which then depends on their order.
 */
public final class FaultyStore implements BackupStore {
    private final BackupStore store;
    private final Map<Integer, Fault> faults = new HashMap<>();
    private final Map<StoreVerb, Map<Integer, Fault>> faultsByVerb = new EnumMap<>(StoreVerb.class);
    private final Map<StoreVerb, Map<Integer, Stall>> stalls = new EnumMap<>(StoreVerb.class);
    private final Map<StoreVerb, Integer> callsByVerb = new EnumMap<>(StoreVerb.class);
    private int calls;
    private boolean dead;

    private FaultyStore(BackupStore store) {
        this.store = store;
    }

    /** Returns a store that hands everything on to {@code store} and has no fault yet. */
    public static FaultyStore over(BackupStore store) {
        return new FaultyStore(store);
    }

    /**
     * Makes a call go wrong, counted over all verbs.
     *
     * @param call which one, counted from 1 since this store was made
     * @throws IllegalArgumentException when the fault is not for every verb
     */
    public synchronized FaultyStore failAt(int call, Fault fault) {
        if (!fault.isForAll()) {
            throw new IllegalArgumentException(fault + " is for one verb only: name it");
        }
        faults.put(call, fault);
        return this;
    }

    /**
     * Makes a call of one verb go wrong.
     *
     * @param call which one of this verb, counted from 1 since this store was made
     * @throws IllegalArgumentException when the fault is not for this verb
     */
    public synchronized FaultyStore failAt(StoreVerb verb, int call, Fault fault) {
        if (!fault.isFor(verb)) {
            throw new IllegalArgumentException("There is no " + fault + " of " + verb);
        }
        faultsByVerb.computeIfAbsent(verb, v -> new HashMap<>()).put(call, fault);
        return this;
    }

    /**
     * Makes a call wait before it takes effect, until it is released.
     *
     * @param call which one of this verb, counted from 1 since this store was made
     */
    public synchronized Stall stallAt(StoreVerb verb, int call) {
        return stalls.computeIfAbsent(verb, v -> new HashMap<>()).computeIfAbsent(call, c -> new Stall());
    }

    /** Returns how many calls have begun. */
    public synchronized int calls() {
        return calls;
    }

    /** Returns how many calls of one verb have begun. */
    public synchronized int calls(StoreVerb verb) {
        return callsByVerb.getOrDefault(verb, 0);
    }

    /** Returns whether the process has died, so that every call fails. */
    public synchronized boolean isDead() {
        return dead;
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        Turn turn = begin(StoreVerb.PUT, name);
        store.put(name, turn.fault == Fault.TRUNCATE_BODY ? new HalfBody(body) : body);
        end(turn);
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        Turn turn = begin(StoreVerb.READ, name);
        if (turn.fault == null) {
            return store.read(name, offset, length);
        }
        byte[] bytes = readAll(name, offset, length);
        die(turn);
        boolean lies = turn.fault == Fault.SHORT_READ;
        InputStream half = new ByteArrayInputStream(bytes, 0, bytes.length / 2);
        return new BrokenStream(half, lies ? null : turn.failure());
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        Turn turn = begin(StoreVerb.LIST, prefix);
        store.list(prefix, visitor);
        end(turn);
    }

    @Override
    public void delete(String name) throws IOException {
        Turn turn = begin(StoreVerb.DELETE, name);
        store.delete(name);
        end(turn);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private Turn begin(StoreVerb verb, String name) throws IOException {
        Turn turn = count(verb, name);
        if (turn.stall != null) {
            turn.stall.hold();
        }
        if (turn.fault == Fault.FAIL_BEFORE || turn.fault == Fault.DIE_BEFORE) {
            throw turn.failure();
        }
        return turn;
    }

    private synchronized Turn count(StoreVerb verb, String name) throws IOException {
        if (dead) {
            throw new InjectedFaultException("the process is dead, it cannot " + verb + " " + name);
        }
        calls++;
        int call = callsByVerb.merge(verb, 1, Integer::sum);
        Fault fault = faultsByVerb.getOrDefault(verb, Map.of()).getOrDefault(call, faults.get(calls));
        dead = fault == Fault.DIE_BEFORE;
        Stall stall = stalls.getOrDefault(verb, Map.of()).get(call);
        return new Turn(verb + " " + name + ", call " + calls, fault, stall);
    }

    private void end(Turn turn) throws IOException {
        die(turn);
        if (turn.fault == Fault.FAIL_AFTER || turn.fault == Fault.DIE_AFTER) {
            throw turn.failure();
        }
    }

    private synchronized void die(Turn turn) {
        dead |= turn.fault == Fault.DIE_AFTER;
    }

    private byte[] readAll(String name, long offset, long length) throws IOException {
        try (InputStream in = store.read(name, offset, length)) {
            return in.readAllBytes();
        }
    }

    private record Turn(
            String what, @Nullable Fault fault, @Nullable Stall stall) {
        InjectedFaultException failure() {
            return new InjectedFaultException(what + ", " + fault);
        }
    }
}
