package io.backup4j.store.gdrive;

import io.backup4j.api.StoredObject;
import io.backup4j.store.gdrive.StoredFile.Kind;
import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One listing. Told only when all pages are there: twins may be on different ones. */
final class Listing {
    private final DriveFiles files;
    private final Place place;
    private final Catalog catalog;

    Listing(DriveFiles files, Place place, Catalog catalog) {
        this.files = files;
        this.place = place;
        this.catalog = catalog;
    }

    void tell(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        Errand errand = Verb.LIST.on(prefix);
        Optional<String> parent = place.find(errand);
        if (parent.isPresent()) {
            for (List<StoredFile> sameName : byName(errand, parent.get()).values()) {
                catalog.only(errand, sameName).ifPresent(file -> {
                    catalog.remember(file.name(), file.id());
                    visitor.accept(new StoredObject(file.name(), file.size()));
                });
            }
        }
    }

    private Map<String, List<StoredFile>> byName(Errand errand, String parent) throws IOException {
        String prefix = errand.name();
        String query = prefix.isEmpty() ? Query.in(parent) : Query.below(parent, NewFile.directory(prefix));
        Map<String, List<StoredFile>> found = new LinkedHashMap<>();
        Set<String> told = new HashSet<>();
        files.each(errand, query, file -> {
            if (file.kind() == Kind.OBJECT && file.name().startsWith(prefix) && told.add(file.id())) {
                found.computeIfAbsent(file.name(), name -> new ArrayList<>(1)).add(file);
            }
        });
        return found;
    }
}
