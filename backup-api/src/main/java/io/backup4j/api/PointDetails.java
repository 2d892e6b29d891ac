package io.backup4j.api;

import java.util.Set;

/**
 * What people say about a restore point. Can be edited afterwards and is never part of the content.
 *
 * @param name short name, may be empty
 * @param description free text, may be empty
 * @param tags words to find it by; immutable
 * @param isProtected whether no retention policy may remove it
 */
public record PointDetails(String name, String description, Set<String> tags, boolean isProtected) {
    private static final PointDetails NONE = new PointDetails("", "", Set.of(), false);

    /** Takes a copy of the tags. */
    public PointDetails {
        tags = Set.copyOf(tags);
    }

    /** Returns empty details. */
    public static PointDetails none() {
        return NONE;
    }

    /** Returns these details with another name. */
    public PointDetails withName(String newName) {
        return new PointDetails(newName, description, tags, isProtected);
    }

    /** Returns these details with another description. */
    public PointDetails withDescription(String newDescription) {
        return new PointDetails(name, newDescription, tags, isProtected);
    }

    /** Returns these details with other tags. */
    public PointDetails withTags(Set<String> newTags) {
        return new PointDetails(name, description, newTags, isProtected);
    }

    /** Returns these details, protected from every retention policy or not. */
    public PointDetails withProtection(boolean newProtection) {
        return new PointDetails(name, description, tags, newProtection);
    }
}
