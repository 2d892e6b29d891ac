package io.backup4j.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.VerifyLevel;
import io.backup4j.stress.Move.Deed;
import io.backup4j.stress.Oracle.Begun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What several engines do to one repository at once, drawn from a seed: each is at any call of its store when another one goes on, may stand
 * there for long, and may be killed there. Used once, by one thread.
 */
final class StressHistory {
    private static final int[] STRIDES = {1, 1, 2, 3, 5, 10, 40, 1_000_000};
    private static final int LONGEST_PAUSE = 200;

    private final Random random;
    private final Oracle oracle = new Oracle();
    private final List<Engaged> actors = new ArrayList<>();
    private final Map<String, Long> copies;
    private final Map<Path, Long> archives;
    private final List<String> log = new ArrayList<>();
    private final Tally tally = new Tally();

    /** How much has happened. */
    static final class Tally {
        int moves;
        int kills;
        int pauses;

        void add(Tally more) {
            moves += more.moves;
            kills += more.kills;
            pauses += more.pauses;
        }

        @Override
        public String toString() {
            return moves + " moves, " + kills + " kills, " + pauses + " pauses";
        }
    }

    /** An actor and what it is doing. */
    private static final class Engaged {
        private final Actor actor;
        private @Nullable Begun begun;
        private int pausedFor;

        Engaged(Actor actor) {
            this.actor = actor;
        }
    }

    /**
     * Prepares a history.
     *
     * @param copies points of the other repository that can be copied, and the seeds of their contents
     * @param archives archives that can be imported, and the seeds of their contents
     */
    StressHistory(long seed, List<? extends Actor> engines, Map<String, Long> copies, Map<Path, Long> archives) {
        this.random = new Random(seed);
        this.copies = copies;
        this.archives = archives;
        engines.forEach(engine -> actors.add(new Engaged(engine)));
    }

    /** A password that costs no time. */
    static Encryption encryption() {
        return Encryption.password("stress".toCharArray(), new Argon2Parameters(8, 1, 1));
    }

    /** Makes that many moves, and lets those that are going on come to their end. */
    Tally play(int moves) throws Exception {
        try {
            while (tally.moves < moves) {
                step(actors.get(random.nextInt(actors.size())));
            }
            for (Engaged engaged : actors) {
                if (engaged.begun != null) {
                    engaged.actor.advance(Integer.MAX_VALUE, false);
                    end(engaged);
                }
            }
            return tally;
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + String.join("\n", log), e);
        }
    }

    private void step(Engaged engaged) throws Exception {
        if (engaged.pausedFor > 0) {
            engaged.pausedFor--;
            return;
        }
        if (engaged.begun == null) {
            begin(engaged);
        }
        if (random.nextInt(60) == 0) {
            engaged.pausedFor = random.nextInt(LONGEST_PAUSE);
            tally.pauses++;
        } else if (engaged.actor.advance(STRIDES[random.nextInt(STRIDES.length)], random.nextBoolean())) {
            end(engaged);
        } else if (random.nextInt(50) == 0) {
            kill(engaged);
        }
    }

    private void begin(Engaged engaged) throws Exception {
        Move move = draw();
        log.add(actors.indexOf(engaged) + " begins " + move);
        tally.moves++;
        engaged.begun = oracle.begin(move);
        engaged.actor.begin(move);
    }

    private void end(Engaged engaged) {
        end(engaged, engaged.actor.answer());
    }

    private void kill(Engaged engaged) throws Exception {
        tally.kills++;
        engaged.actor.kill(random.nextBoolean());
        end(engaged, Answer.DIED);
    }

    private void end(Engaged engaged, Answer answer) {
        log.add(actors.indexOf(engaged) + " ends with " + answer);
        Begun begun = engaged.begun;
        engaged.begun = null;
        if (begun != null) {
            oracle.end(begun, answer);
        }
    }

    private Move draw() {
        Deed deed = drawDeed();
        if (deed == Deed.COPY_IN) {
            return choose(deed, copies);
        }
        if (deed == Deed.IMPORT) {
            return choose(deed, archives);
        }
        if (deed.needsPoint()) {
            List<String> points = oracle.candidates(deed == Deed.UNDELETE);
            if (!points.isEmpty()) {
                String point = points.get(random.nextInt(points.size()));
                return new Move(deed, point, oracle.seed(point));
            }
            deed = Deed.BACKUP;
        }
        // Few seeds, so that content comes again that was deleted before.
        return new Move(deed, Move.NOTHING, random.nextInt(40));
    }

    private Move choose(Deed deed, Map<?, Long> stock) {
        List<? extends Map.Entry<?, Long>> entries = List.copyOf(stock.entrySet());
        Map.Entry<?, Long> entry = entries.get(random.nextInt(entries.size()));
        return new Move(deed, entry.getKey().toString(), entry.getValue());
    }

    private Deed drawDeed() {
        int at = random.nextInt(
                Arrays.stream(Deed.values()).mapToInt(deed -> deed.weight).sum());
        for (Deed deed : Deed.values()) {
            at -= deed.weight;
            if (at < 0) {
                return deed;
            }
        }
        throw new IllegalStateException("Weights do not add up");
    }

    /** Looks at everything when nobody is at work any more, twice: as it is, and after space has been reclaimed. */
    void audit(BackupRepository repository) {
        try {
            for (int round = 0; round < 2; round++) {
                assertAsExpected(repository);
                repository.run(
                        PruneRequest.defaults().withOrphanGrace(Duration.ZERO).withMostWaste(0));
            }
            assertAsExpected(repository);
            assertThat(repository.plan(PruneRequest.defaults()).actions()).isEmpty();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\n" + String.join("\n", log), e);
        }
    }

    private void assertAsExpected(BackupRepository repository) {
        List<RestorePoint> points = repository.restorePoints();
        Begun listing = oracle.begin(new Move(Deed.LIST, Move.NOTHING, 0));
        oracle.end(listing, new Answer(Answer.Kind.DONE, Player.list(points)));
        assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings()).isEmpty();
        points.forEach(point ->
                Player.requireContent(repository, point, oracle.seed(point.id().value())));
    }
}
