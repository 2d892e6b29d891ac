package io.backup4j.core;

/**
 * Asks for parity: objects from which a {@link RepairRequest} gives back packs that are lost, cut or damaged. Packs that nothing covers yet are read once and
 * covered, sixteen of similar size together, of which any one can be lost, or, where there are none like it, each alone, of which a hole can be given back;
 * parity that is of no use any more is removed. It takes 7 % of what it covers, and for packs of less than 471 KiB up to 34 KiB each.
 *
 * <p>May be asked for at any time, best after a {@link PruneRequest}, which leaves parity over packs that are gone. Safe beside everything else, in other
 * processes too; one that was interrupted is gone on with by the next. A pack that is damaged already is not covered; a note names it.
 *
 * <p>In its plan, creations are objects that would be stored, with their bytes, and deletions are objects that would go.
 *
 * @param remove whether all parity is to be removed instead
 */
public record ParityRequest(boolean remove) implements Operation<ParityReport> {
    /** Covers every pack. */
    public static ParityRequest renewal() {
        return new ParityRequest(false);
    }

    /** Removes all parity. */
    public static ParityRequest removal() {
        return new ParityRequest(true);
    }

    @Override
    public String verb() {
        return "parity";
    }
}
