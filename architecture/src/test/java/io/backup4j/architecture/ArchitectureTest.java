package io.backup4j.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.backup4j", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String API = "io.backup4j.api..";
    private static final String CORE = "io.backup4j.core..";
    private static final String ROOMS = "io.backup4j.core.internal..";
    private static final String STORES = "io.backup4j.store..";
    private static final String DATABASES = "io.backup4j.sql..";

    @ArchTest
    static final ArchRule ROOMS_OF_CORE_FORM_NO_CIRCLE = slices().matching("io.backup4j.core.internal.(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule MODULES_FORM_NO_CIRCLE =
            slices().matching("io.backup4j.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ROOMS_OF_CORE_ARE_ENTERED_THROUGH_CORE = noClasses()
            .that()
            .resideOutsideOfPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOMS);

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_STORE_AND_NO_DATABASE = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STORES, DATABASES);

    @ArchTest
    static final ArchRule STORES_AND_DATABASES_DO_NOT_KNOW_CORE = noClasses()
            .that()
            .resideInAnyPackage(STORES, DATABASES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CORE)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule API_KNOWS_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat(resideInAPackage("io.backup4j..").and(resideOutsideOfPackage(API)));
}
