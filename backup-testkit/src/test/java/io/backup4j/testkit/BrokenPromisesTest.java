package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** For each promise a store that breaks it: the contract must notice, and by the test of that promise. */
class BrokenPromisesTest {
    @Test
    void overwriting() {
        assertNoticed(BackupStoreContract::putTwice, memory -> new BrokenStore(memory) {
            @Override
            public void put(String name, ObjectBody body) throws IOException {
                memory.delete(name);
                memory.put(name, body);
            }
        });
    }

    @Test
    void lookingBeforeWriting() {
        CyclicBarrier looked = new CyclicBarrier(8);
        assertNoticed(BackupStoreContract::raceForOneName, memory -> new BrokenStore(memory) {
            @Override
            public void put(String name, ObjectBody body) throws IOException {
                if (memory.names().contains(name)) {
                    memory.put(name, body);
                }
                meet(looked);
                memory.overwrite(name, body.open().readAllBytes());
            }
        });
    }

    @Test
    void showingUnfinishedObjects() {
        assertNoticed(BackupStoreContract::unfinishedIsInvisible, memory -> new BrokenStore(memory) {
            @Override
            public void put(String name, ObjectBody body) throws IOException {
                memory.overwrite(name, new byte[0]);
                memory.overwrite(name, body.open().readAllBytes());
            }
        });
    }

    @Test
    void leavingHalfAnObject() {
        assertNoticed(BackupStoreContract::failingBody, memory -> new BrokenStore(memory) {
            @Override
            public void put(String name, ObjectBody body) throws IOException {
                byte[] first;
                try (InputStream in = body.open()) {
                    first = in.readNBytes(1_000);
                    memory.overwrite(name, first);
                    in.transferTo(OutputStream.nullOutputStream());
                }
                memory.delete(name);
                memory.put(name, body);
            }
        });
    }

    @Test
    void believingTheLengthOfABody() {
        assertNoticed(BackupStoreContract::lyingBody, memory -> new BrokenStore(memory) {
            @Override
            public void put(String name, ObjectBody body) throws IOException {
                try (InputStream in = body.open()) {
                    memory.put(name, ObjectBody.of(in.readAllBytes()));
                }
            }
        });
    }

    @Test
    void leavingBodiesOpen() {
        assertNoticed(BackupStoreContract::bodyIsClosed, memory -> new BrokenStore(memory) {
            @Override
            public void put(String name, ObjectBody body) throws IOException {
                memory.put(name, ObjectBody.of(body.open().readAllBytes()));
            }
        });
    }

    @Test
    void mappingNamesTogether() {
        assertNoticed(BackupStoreContract::goodNames, memory -> new BrokenStore(memory) {
            @Override
            public void put(String name, ObjectBody body) throws IOException {
                memory.put(name.replace("..", "."), body);
            }
        });
    }

    @Test
    void takingEveryName() {
        assertNoticed(BackupStoreContract::badNames, memory -> new BrokenStore(memory) {
            @Override
            public void delete(String name) {}
        });
    }

    @Test
    void countingTheLengthFromTheStart() {
        assertNoticed(BackupStoreContract::ranges, memory -> new BrokenStore(memory) {
            @Override
            public InputStream read(String name, long offset, long length) throws IOException {
                return memory.read(name, offset, Math.max(0, length - offset));
            }
        });
    }

    @Test
    void failingBehindTheEnd() {
        assertNoticed(BackupStoreContract::ranges, memory -> new BrokenStore(memory) {
            @Override
            public InputStream read(String name, long offset, long length) throws IOException {
                if (offset > memory.readAll(name).length) {
                    throw new IOException("416 Range Not Satisfiable");
                }
                return memory.read(name, offset, length);
            }
        });
    }

    @Test
    void emptyForMissing() {
        assertNoticed(BackupStoreContract::readMissing, memory -> new BrokenStore(memory) {
            @Override
            public InputStream read(String name, long offset, long length) throws IOException {
                return length == 0 ? InputStream.nullInputStream() : memory.read(name, offset, length);
            }
        });
    }

    @Test
    void sharingOneBuffer() {
        byte[] buffer = new byte[500_000];
        CyclicBarrier filled = new CyclicBarrier(8);
        assertNoticed(BackupStoreContract::concurrentReaders, memory -> new BrokenStore(memory) {
            @Override
            public InputStream read(String name, long offset, long length) throws IOException {
                try (InputStream in = memory.read(name, offset, length)) {
                    int count = in.readNBytes(buffer, 0, buffer.length);
                    meet(filled);
                    return new ByteArrayInputStream(buffer, 0, count);
                }
            }
        });
    }

    @Test
    void listingOnePageOnly() {
        assertNoticed(BackupStoreContract::longList, memory -> new BrokenStore(memory) {
            @Override
            public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
                AtomicInteger told = new AtomicInteger();
                memory.list(prefix, object -> {
                    if (told.getAndIncrement() < 1_000) {
                        visitor.accept(object);
                    }
                });
            }
        });
    }

    @Test
    void skippingWhatMovesUpWhenOthersAreDeleted() {
        assertNoticed(BackupStoreContract::longList, memory -> new BrokenStore(memory) {
            @Override
            public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
                List<StoredObject> page = page(prefix, 0);
                for (int offset = 1_000; !page.isEmpty(); offset += 1_000) {
                    page.forEach(visitor);
                    page = page(prefix, offset);
                }
            }

            private List<StoredObject> page(String prefix, int offset) throws IOException {
                List<StoredObject> all = new ArrayList<>();
                memory.list(prefix, all::add);
                return all.stream().skip(offset).limit(1_000).toList();
            }
        });
    }

    @Test
    void listingTwice() {
        assertNoticed(BackupStoreContract::listByPrefix, memory -> new BrokenStore(memory) {
            @Override
            public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
                memory.list(prefix, visitor);
                memory.list(prefix, visitor);
            }
        });
    }

    @Test
    void listingOneLevelOnly() {
        assertNoticed(BackupStoreContract::listByPrefix, memory -> new BrokenStore(memory) {
            @Override
            public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
                memory.list(prefix, object -> {
                    if (object.name().indexOf('/', prefix.length()) < 0) {
                        visitor.accept(object);
                    }
                });
            }
        });
    }

    @Test
    void swallowingWhatTheVisitorThrows() {
        assertNoticed(BackupStoreContract::visitorThatThrows, memory -> new BrokenStore(memory) {
            @Override
            public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
                try {
                    memory.list(prefix, visitor);
                } catch (IllegalStateException e) {
                    throw new IOException(e);
                }
            }
        });
    }

    @Test
    void deletingByPrefix() {
        assertNoticed(BackupStoreContract::delete, memory -> new BrokenStore(memory) {
            @Override
            public void delete(String name) {
                String beginning = name.substring(0, name.length() - 1);
                memory.names().stream()
                        .filter(other -> other.startsWith(beginning))
                        .forEach(memory::remove);
            }
        });
    }

    @Test
    void refusingToDeleteWhatIsGone() {
        assertNoticed(BackupStoreContract::deleteAbsent, memory -> new BrokenStore(memory) {
            @Override
            public void delete(String name) {
                memory.remove(name);
            }
        });
    }

    @Test
    void closingForEverybody() {
        InMemoryStore shared = new InMemoryStore();
        assertNoticed(BackupStoreContract::closeTwice, memory -> new BrokenStore(shared));
    }

    /** Makes a race certain; whoever comes alone goes on after a while. */
    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(2, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException alone) {
            return;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private interface Sentence {
        void check(BackupStoreContract contract) throws Exception;
    }

    /** A store that breaks nothing passes, the broken one does not. */
    private static void assertNoticed(Sentence sentence, Stores broken) {
        assertThatCode(() -> run(sentence, BrokenStore::new)).doesNotThrowAnyException();
        assertThatThrownBy(() -> run(sentence, broken)).isNotNull();
    }

    private interface Stores {
        BackupStore over(InMemoryStore memory);
    }

    private static void run(Sentence sentence, Stores stores) throws Exception {
        InMemoryStore memory = new InMemoryStore();
        BackupStoreContract contract = new BackupStoreContract() {
            @Override
            protected BackupStore openStore() {
                return stores.over(memory.reopen());
            }
        };
        contract.openTwice();
        sentence.check(contract);
    }
}
