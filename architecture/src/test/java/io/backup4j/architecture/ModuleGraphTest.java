package io.backup4j.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {
    /** The other tests run on the class path; this one finds missing modules and packages that two modules contain. */
    @Test
    void allModulesResolveTogether() {
        Set<String> ours = Modules.published().stream()
                .map(module -> module.descriptor().name())
                .collect(toSet());
        Configuration resolved =
                ModuleLayer.boot().configuration().resolve(Modules.onClassPath(), ModuleFinder.of(), ours);
        assertThat(ours).contains("io.backup4j.api", "io.backup4j.core");
        assertThat(resolved.modules()).extracting(module -> module.name()).containsAll(ours);
    }
}
