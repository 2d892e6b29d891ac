package io.backup4j.core.files;

import io.backup4j.api.PosixAttributes;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds whom a file is to belong to: who bears the name here, else the number. Asks the system once for each. Safe for
 * use by several threads.
 */
final class Principals {
    private final UserPrincipalLookupService service;
    private final Map<Name, Owner<UserPrincipal>> users = new ConcurrentHashMap<>();
    private final Map<Name, Owner<GroupPrincipal>> groups = new ConcurrentHashMap<>();

    private record Name(String name, long id) {
        // What the compiler makes for records goes through method handles, which cost a new process dearly.
        @Override
        public boolean equals(Object other) {
            return other instanceof Name that && id == that.id && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(id);
        }
    }

    /**
     * Who is to own a file.
     *
     * @param principal in the form that the system takes
     * @param hasId whether that one's number here is the same as where the file comes from
     */
    record Owner<P>(P principal, boolean hasId) {}

    private interface Lookup<P> {
        P find(String name) throws IOException;
    }

    Principals(FileSystem system) {
        this.service = system.getUserPrincipalLookupService();
    }

    /**
     * Returns the user.
     *
     * @throws IOException when the system knows neither name nor number
     */
    Owner<UserPrincipal> user(PosixAttributes posix) throws IOException {
        return find(users, new Name(posix.owner(), posix.uid()), service::lookupPrincipalByName);
    }

    /**
     * Returns the group.
     *
     * @throws IOException when the system knows neither name nor number
     */
    Owner<GroupPrincipal> group(PosixAttributes posix) throws IOException {
        return find(groups, new Name(posix.group(), posix.gid()), service::lookupPrincipalByGroupName);
    }

    private static <P> Owner<P> find(Map<Name, Owner<P>> known, Name name, Lookup<P> lookup) throws IOException {
        Owner<P> found = known.get(name);
        if (found == null) {
            found = ask(name, lookup);
            known.put(name, found);
        }
        return found;
    }

    private static <P> Owner<P> ask(Name name, Lookup<P> lookup) throws IOException {
        // The lookup takes numbers too, as signed ones; -2 is how it wants 4294967294.
        P byId = lookup.find(Integer.toString((int) name.id()));
        P principal = byName(name.name(), lookup).orElse(byId);
        return new Owner<>(principal, principal.equals(byId));
    }

    private static <P> Optional<P> byName(String name, Lookup<P> lookup) throws IOException {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(lookup.find(name));
        } catch (UserPrincipalNotFoundException nobodyOfThatName) {
            return Optional.empty();
        }
    }
}
