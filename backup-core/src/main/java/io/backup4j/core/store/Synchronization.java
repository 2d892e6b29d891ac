package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectUnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings replicas up to the primary, once. */
final class Synchronization {
    private final BackupStore primary;
    private final List<BackupStore> replicas;
    private final Set<String> notReached = new HashSet<>();

    Synchronization(BackupStore primary, List<BackupStore> replicas) {
        this.primary = primary;
        this.replicas = replicas;
    }

    SyncReport run() throws IOException {
        Identity mine = Identity.of(primary);
        Inventory all = Inventory.of(primary);
        List<String> deleted = all.sizes().keySet().stream()
                .filter(name -> name.startsWith(Inventory.DELETED))
                .map(name -> name.substring(Inventory.DELETED.length()))
                .toList();
        List<SyncReport.Location> locations = new ArrayList<>();
        for (BackupStore replica : replicas) {
            locations.add(new Location(replica).bringUp(mine, all, deleted));
        }
        for (String name : deleted) {
            if (!notReached.contains(name)) {
                primary.delete(Inventory.DELETED + name);
            }
        }
        return new SyncReport(locations);
    }

    /** One replica and what was done there. */
    private final class Location {
        private final BackupStore replica;
        private final List<String> failures = new ArrayList<>();
        private long copied;
        private long bytes;
        private long removed;

        Location(BackupStore replica) {
            this.replica = replica;
        }

        SyncReport.Location bringUp(Identity mine, Inventory all, List<String> deleted) {
            try {
                mine.requireSame(Identity.of(replica));
                Inventory there = Inventory.of(replica);
                // In this order, so that keys and packs that stand in for others are there before those go.
                copy(all, there);
                delete(all, there, deleted);
            } catch (IOException e) {
                notReached.addAll(deleted);
                failures.add(String.valueOf(e.getMessage()));
            }
            return new SyncReport.Location(replica.location(), copied, bytes, removed, failures);
        }

        /** What has been created again since it was deleted is to stay. */
        private void delete(Inventory all, Inventory there, List<String> deleted) throws IOException {
            for (String name : deleted) {
                if (there.sizes().containsKey(name) && !all.sizes().containsKey(name)) {
                    replica.delete(name);
                    removed++;
                }
            }
        }

        private void copy(Inventory all, Inventory there) throws IOException {
            for (String name : all.allBut(there)) {
                if (there.sizes().containsKey(name)) {
                    failures.add(name + " has " + there.sizes().get(name) + " bytes there and "
                            + all.sizes().get(name) + " in the primary: heal it");
                } else if (failures.isEmpty() || !Inventory.isPoint(name)) {
                    copy(name, all.sizes().getOrDefault(name, 0L));
                } else {
                    failures.add(name + " is left out, because not all that it may need is there");
                }
            }
        }

        private void copy(String name, long size) throws IOException {
            try {
                replica.put(name, new Copied(name, size));
                copied++;
                bytes += size;
            } catch (ObjectExistsException e) {
                // Somebody else has brought it meanwhile.
                return;
            } catch (IOException e) {
                // A bad sector must not keep everything else from where that is safe.
                failures.add(whyUnreadable(name, e) + "; it is left out");
            }
        }
    }

    /** Whatever a replica makes of a body that breaks off, the primary says again why. */
    private String whyUnreadable(String name, IOException failure) throws IOException {
        try (InputStream in = primary.read(name, 0, BackupStore.TO_END)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (ObjectUnreadableException e) {
            return String.valueOf(e.getMessage());
        }
        throw failure;
    }

    /** An object of the primary. */
    private final class Copied implements ObjectBody {
        private final String name;
        private final long size;

        Copied(String name, long size) {
            this.name = name;
            this.size = size;
        }

        @Override
        public long length() {
            return size;
        }

        @Override
        public InputStream open() throws IOException {
            return primary.read(name, 0, BackupStore.TO_END);
        }
    }
}
