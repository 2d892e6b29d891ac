package io.backup4j.core;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;

/**
 * An entry as a restore point holds it.
 *
 * @param component name of its component
 * @param entry what it is
 * @param sha256 SHA-256 of its whole content, 32 bytes; empty when it has no content or none was kept
 */
public record StoredEntry(String component, Entry entry, ByteString sha256) {}
