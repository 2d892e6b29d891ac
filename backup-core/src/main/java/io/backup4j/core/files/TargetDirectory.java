package io.backup4j.core.files;

import java.nio.file.Path;

/**
 * A directory of the target that is known to be a real one.
 *
 * @param file where it is
 * @param isFresh whether this restore has made it, so that nothing is in it that was not restored
 * @param isAlone whether besides, until its permissions are set, nobody else may exchange what is in it
 * @param isLikeRoot whether what is made in it gets permissions as in the directory restored into; an existing one may have
 *     a default access control list of its own, which is inherited
 * @param group to which group belongs what is made in it
 */
record TargetDirectory(Path file, boolean isFresh, boolean isAlone, boolean isLikeRoot, long group) {}
