package io.backup4j.core;

import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.InMemoryStore;
import java.nio.ByteBuffer;

/**
 * One thing done to one object of the second point of a {@link DamagedRepository}.
 *
 * @param repository the repository
 * @param place where
 * @param deed what
 */
record DamageCase(DamagedRepository repository, Place place, Deed deed) {
    private static final int FOOTER = 36;

    /** Where damage is done. */
    enum Place {
        CONFIG("config"),
        KEY_SLOT("keys/"),
        EPOCH("keys/epochs/", "00000002"),
        INDEX("index/"),
        PACK_HEAD("packs/"),
        PACK_MIDDLE("packs/"),
        PACK_DIRECTORY("packs/"),
        PACK_FOOTER("packs/"),
        POINT("points/"),
        ANNOTATION("annotations/"),
        DELETION("deleted/"),
        CLOSING("gc/", "/closing"),
        RESOLVED("gc/", "/resolved"),
        PARITY("parity/");

        final String directory;
        final String ending;

        Place(String directory) {
            this(directory, "");
        }

        Place(String directory, String ending) {
            this.directory = directory;
            this.ending = ending;
        }

        /** Returns whether only an encrypted repository has it. */
        boolean isOfKeys() {
            return directory.startsWith("keys/");
        }

        /** Returns the offset of the damage: in a pack a byte of that part, in other objects the middle. */
        private int offset(byte[] object) {
            int directoryLength = ByteBuffer.wrap(object).getInt(Math.max(0, object.length - FOOTER));
            return switch (this) {
                case PACK_HEAD -> 10;
                case PACK_DIRECTORY -> object.length - FOOTER - directoryLength + 8;
                case PACK_FOOTER -> object.length - FOOTER;
                default -> object.length / 2;
            };
        }
    }

    /** What is done. */
    enum Deed {
        DELETE,
        TRUNCATE,
        FLIP,
        NEW_VERSION,
        ZERO,
        UNREADABLE,
        SWAP,
        REPLAY
    }

    /** The object that is damaged. */
    String object() {
        return switch (place) {
            case CONFIG -> "config";
            case KEY_SLOT -> keySlot(true);
            case EPOCH -> place.directory + place.ending;
            case DELETION -> repository.deletion(0);
            case CLOSING, RESOLVED -> repository.collection(place.ending);
            case PARITY -> repository.parity(0);
            default -> repository.objectOf(1, place.directory);
        };
    }

    /** Another object of the same kind; a config has none, so it gets one of another kind. */
    private String counterpart() {
        return switch (place) {
            case CONFIG -> repository.objectOf(2, "points/");
            case KEY_SLOT -> keySlot(false);
            case EPOCH -> place.directory + "00000001";
            case DELETION -> repository.deletion(1);
            case CLOSING -> repository.collection(Place.RESOLVED.ending);
            case RESOLVED -> repository.collection(Place.CLOSING.ending);
            case PARITY -> repository.parity(1);
            default -> repository.objectOf(2, place.directory);
        };
    }

    private String keySlot(boolean first) {
        return repository.objects.keySet().stream()
                .filter(name -> ObjectNames.keySlotId(name).isPresent())
                .sorted()
                .skip(first ? 0 : 1)
                .findFirst()
                .orElseThrow();
    }

    /** Does it, and says what was done. */
    String apply(InMemoryStore store) {
        Damage damage = Damage.to(store);
        String name = object();
        byte[] bytes = store.readAll(name);
        int offset = place.offset(bytes);
        return switch (deed) {
            case DELETE -> damage.delete(name);
            case TRUNCATE -> damage.truncateTo(name, offset);
            case FLIP -> damage.flipBit(name, offset, offset % 8);
            case NEW_VERSION -> damage.flipBit(name, 5, 1);
            case ZERO -> damage.zero(name, offset, 8);
            case UNREADABLE -> {
                store.makeUnreadable(name, offset, 8);
                yield "Made 8 bytes from " + offset + " unreadable in " + name;
            }
            case SWAP -> damage.swap(name, counterpart());
            case REPLAY -> {
                store.overwrite(name, repository.past(name, place.ending));
                yield "Replayed an old object as " + name;
            }
        };
    }

    @Override
    public String toString() {
        return repository.sealing + " " + place + " " + deed;
    }
}
