package io.backup4j.core.internal.points;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.format.ObjectNames.AnnotationName;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class AnnotationFuzzTest {
    private static final AnnotationName ANNOTATION =
            ObjectNames.annotationName(nameOf(ObjectKind.ANNOTATION)).orElseThrow();

    static Stream<byte[]> annotations() {
        return Fuzz.seeds(Fuzz.goldenContents(ObjectKind.ANNOTATION));
    }

    @MethodSource("annotations")
    @FuzzTest
    void annotation(byte[] document) {
        Fuzz.read(() -> PointDocument.readAnnotation("Annotation", ANNOTATION, document));
    }

    private static String nameOf(ObjectKind kind) {
        return Fuzz.golden("format-1-plain", kind).keySet().iterator().next();
    }
}
