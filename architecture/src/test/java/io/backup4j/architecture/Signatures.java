package io.backup4j.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes all public and protected signatures in a module's exported packages, one a line, in an order that never varies. */
final class Signatures {
    private static final int SHOWN = Modifier.PUBLIC | Modifier.PROTECTED;

    private static final Set<String> EVERYWHERE = Set.of("equals", "hashCode", "toString");

    private Signatures() {}

    static String of(ModuleReference module) {
        return exportedTypes(module).map(Signatures::type).collect(Collectors.joining("\n"));
    }

    private static Stream<Class<?>> exportedTypes(ModuleReference module) {
        Set<String> packages =
                module.descriptor().exports().stream().map(Exports::source).collect(Collectors.toSet());
        return classNames(module).stream()
                .filter(name -> packages.contains(name.substring(0, name.lastIndexOf('.'))))
                .sorted()
                .<Class<?>>map(Signatures::load)
                .filter(Signatures::isShown);
    }

    private static List<String> classNames(ModuleReference module) {
        try (ModuleReader reader = module.open();
                Stream<String> files = reader.list()) {
            return files.filter(file -> file.endsWith(".class") && file.contains("/"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .map(file -> file.replace('/', '.'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Signatures.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("A module lists a class that cannot be loaded: " + name, e);
        }
    }

    /** A nested type is only as visible as all that it is nested in. */
    private static boolean isShown(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return (type.getModifiers() & SHOWN) != 0
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (outer == null || isShown(outer));
    }

    private static String type(Class<?> type) {
        Stream<Stream<String>> members = Stream.of(
                shown(type.getDeclaredFields()).map(Field::toGenericString),
                shown(type.getDeclaredConstructors()).map(Constructor::toGenericString),
                shown(type.getDeclaredMethods()).map(Method::toGenericString));
        return members.flatMap(lines -> lines)
                .map(line -> "    " + line.replace(type.getName() + ".", "") + "\n")
                .sorted()
                .collect(Collectors.joining("", header(type) + "\n", ""));
    }

    private static <M extends Member> Stream<M> shown(M[] members) {
        return Arrays.stream(members)
                .filter(member -> (member.getModifiers() & SHOWN) != 0)
                .filter(member -> !member.isSynthetic())
                .filter(member -> !EVERYWHERE.contains(member.getName()));
    }

    /** Put together here, as {@code Class.toGenericString} says more in newer JDKs. */
    private static String header(Class<?> type) {
        String modifiers = Modifier.toString(type.getModifiers() & Modifier.classModifiers());
        return (modifiers + " " + kind(type) + " " + type.getName())
                + names("<", type.getTypeParameters(), ">")
                + names(" extends ", parents(type), "")
                + names(type.isInterface() ? " extends " : " implements ", type.getGenericInterfaces(), "")
                + (type.isSealed() ? names(" permits ", type.getPermittedSubclasses(), "") : "");
    }

    private static String kind(Class<?> type) {
        if (type.isInterface()) {
            return type.isAnnotation() ? "@interface" : "interface";
        }
        return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static Type[] parents(Class<?> type) {
        Type parent = type.getGenericSuperclass();
        boolean tells = parent != null && parent != Object.class && parent != Record.class && !type.isEnum();
        return tells ? new Type[] {parent} : new Type[0];
    }

    private static String names(String before, Type[] types, String after) {
        return types.length == 0
                ? ""
                : Arrays.stream(types).map(Signatures::name).collect(Collectors.joining(", ", before, after));
    }

    private static String name(Type type) {
        return type instanceof TypeVariable<?> variable
                ? variable.getName() + names(" extends ", variable.getBounds(), "")
                : type.getTypeName();
    }
}
