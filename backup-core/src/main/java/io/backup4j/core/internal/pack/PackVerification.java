package io.backup4j.core.internal.pack;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.crypto.SealedHead;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.format.Sha256;
import io.backup4j.core.internal.index.BlockLocation;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.ChunkList;
import io.backup4j.core.internal.index.ChunkLocation;
import io.backup4j.core.internal.index.PackBlocks;
import io.backup4j.core.internal.index.PackDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Verifies one pack: its directory from the end, and every byte from the beginning. */
final class PackVerification {
    private static final int PIECE = 64 << 10;

    private final PackObjects packs;
    private final ChunkIndex index;
    private final BlockOpener opener;
    private final PackReader reader;
    private final ObjectId pack;
    private final long size;
    private final MessageDigest digest = Sha256.newDigest();
    private final List<PackReport.Finding> findings = new ArrayList<>();
    private List<PackDirectory.Block> blocks = List.of();
    private boolean chunksKnown;
    private int checkedBlocks;
    private boolean blocksChecked;
    private long position;
    private byte[] buffer = new byte[PIECE];
    private byte[] plain = new byte[0];

    PackVerification(
            PackObjects packs, ChunkIndex index, PackTools tools, PackReader reader, ObjectId pack, long size) {
        this.packs = packs;
        this.index = index;
        this.opener = new BlockOpener(tools);
        this.reader = reader;
        this.pack = pack;
        this.size = size;
    }

    PackReport run() {
        try (InputStream in = packs.open(pack, 0, BackupStore.TO_END)) {
            read(in, BlockLocation.FIRST_OFFSET);
            byte[] beginning = Arrays.copyOf(buffer, BlockLocation.FIRST_OFFSET);
            packs.remember(pack, beginning);
            findBlocks();
            check(in, PackObjects.head(pack, beginning));
        } catch (CorruptDataException | UnsupportedFormatException e) {
            addFinding(e, unchecked(), !chunksKnown && !blocksChecked);
        } catch (IOException e) {
            throw packs.failure(pack, e);
        }
        return new PackReport(pack, position, findings);
    }

    /** Learns the blocks from the directory; where that is damaged from the index, which does not know their chunks. */
    private void findBlocks() {
        Optional<PackBlocks> indexed = index.layout(pack);
        try {
            PackDirectory directory = reader.directory(pack, size);
            blocks = directory.blocks();
            chunksKnown = true;
            indexed.ifPresent(layout -> compare(directory, layout));
        } catch (CorruptDataException | UnsupportedFormatException e) {
            addFinding(e, List.of(), false);
            blocks = indexed.stream()
                    .flatMap(layout -> layout.blocks().stream())
                    .map(location -> new PackDirectory.Block(location, new ChunkList()))
                    .toList();
        }
    }

    private void compare(PackDirectory directory, PackBlocks indexed) {
        if (!indexed.equals(directory.layout())) {
            addFinding(corrupt("the index gives it other sizes or blocks than its own directory"), List.of(), true);
        }
        long agreed = directory.blocks().stream().mapToLong(this::agreedChunks).sum();
        if (agreed != index.chunksIn(pack)) {
            addFinding(
                    corrupt("the index places " + index.chunksIn(pack) + " chunks in it, and its directory agrees on "
                            + agreed),
                    List.of(),
                    true);
        }
    }

    /** Counts the chunks of which the index says that they lie where the directory says. */
    private long agreedChunks(PackDirectory.Block block) {
        ChunkList chunks = block.chunks();
        long agreed = 0;
        int offset = 0;
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            Optional<ChunkLocation> place = index.find(chunks.id(chunk));
            boolean same = place.isPresent()
                    && place.get().offset() == offset
                    && place.get().length() == chunks.length(chunk)
                    && index.block(place.get().block()).equals(block.location());
            agreed += same ? 1 : 0;
            offset += chunks.length(chunk);
        }
        return agreed;
    }

    private void check(InputStream in, SealedHead head) throws IOException {
        for (PackDirectory.Block block : blocks) {
            checkBlock(in, head, block);
            checkedBlocks++;
        }
        blocksChecked = true;
        while (position < size - ObjectFrame.CHECK_LENGTH) {
            read(in, (int) Math.min(PIECE, size - ObjectFrame.CHECK_LENGTH - position));
        }
        byte[] expected = digest.digest();
        read(in, ObjectFrame.CHECK_LENGTH);
        ObjectFrame.requireCheck(ObjectKind.PACK, ObjectNames.pack(pack), expected, buffer, 0);
        if (in.read() >= 0) {
            throw corrupt("it has more than the " + size + " bytes that are listed");
        }
    }

    private void checkBlock(InputStream in, SealedHead head, PackDirectory.Block block) throws IOException {
        BlockLocation location = block.location();
        read(in, location.sealedLength());
        try {
            plain = BlockOpener.atLeast(location.plainLength(), plain);
            opener.open(location, head, buffer, plain);
        } catch (CorruptDataException e) {
            addFinding(e, ids(block.chunks()), !chunksKnown);
            return;
        }
        checkChunks(location, block.chunks());
    }

    private void checkChunks(BlockLocation location, ChunkList chunks) {
        int offset = 0;
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            try {
                opener.requireChunk(location, chunks.id(chunk), plain, offset, chunks.length(chunk));
            } catch (CorruptDataException e) {
                addFinding(e, List.of(chunks.id(chunk)), false);
            }
            offset += chunks.length(chunk);
        }
    }

    /** Reads to the beginning of the buffer. */
    private void read(InputStream in, int length) throws IOException {
        buffer = BlockOpener.atLeast(length, buffer);
        int found = in.readNBytes(buffer, 0, length);
        digest.update(buffer, 0, found);
        position += found;
        if (found < length) {
            throw corrupt("it ends after " + position + " of the " + size + " bytes that are listed");
        }
    }

    /** Returns the chunks that were not reached, and so are not known to be good. */
    private List<ChunkId> unchecked() {
        return blocks.stream()
                .skip(checkedBlocks)
                .flatMap(block -> ids(block.chunks()).stream())
                .toList();
    }

    private void addFinding(BackupException found, List<ChunkId> chunks, boolean allChunks) {
        findings.add(new PackReport.Finding(String.valueOf(found.getMessage()), chunks, allChunks));
    }

    private CorruptDataException corrupt(String found) {
        return new CorruptDataException(PackObjects.describe(pack) + " is damaged: " + found);
    }

    private static List<ChunkId> ids(ChunkList chunks) {
        return IntStream.range(0, chunks.size()).mapToObj(chunks::id).toList();
    }
}
