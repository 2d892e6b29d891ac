package io.backup4j.core.files;

/** What a restore does with what stands at the target already and differs. */
enum ExistingFiles {
    /** Leaves it alone and does not begin. */
    REFUSE,
    /** Replaces it. */
    OVERWRITE,
    /** Replaces it, and deletes what is not restored. */
    MIRROR
}
