package io.backup4j.store.gdrive.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Drive's search language that this module speaks: terms joined by {@code and}; everything else is refused. */
final class FakeQuery {
    private static final String TEXT = "'((?:[^'\\\\]|\\\\['\\\\])*)'";
    private static final Pattern NAME = Pattern.compile("name\\s*=\\s*" + TEXT);
    private static final Pattern TYPE = Pattern.compile("mimeType\\s*=\\s*" + TEXT);
    private static final Pattern PARENT = Pattern.compile(TEXT + "\\s+in\\s+parents");
    private static final Pattern TRASHED = Pattern.compile("trashed\\s*=\\s*(true|false)");
    private static final Pattern PROPERTY =
            Pattern.compile("properties\\s+has\\s+\\{\\s*key=" + TEXT + "\\s+and\\s+value=" + TEXT + "\\s*\\}");
    private static final Pattern AND = Pattern.compile("\\s+and\\s+");

    private final String query;
    private final List<Predicate<FakeFile>> terms = new ArrayList<>();
    private Optional<String> parent = Optional.empty();
    private int at;

    private FakeQuery(String query) {
        this.query = query;
    }

    static FakeQuery of(String query) {
        FakeQuery parsed = new FakeQuery(query);
        parsed.parse();
        return parsed;
    }

    boolean finds(FakeFile file) {
        return terms.stream().allMatch(term -> term.test(file));
    }

    Optional<String> parent() {
        return parent;
    }

    private void parse() {
        term();
        while (at < query.length()) {
            if (next(AND).isEmpty()) {
                throw invalid();
            }
            term();
        }
    }

    private void term() {
        Optional<Matcher> found = next(NAME);
        if (found.isPresent()) {
            String name = text(found.get(), 1);
            terms.add(file -> file.name().equalsIgnoreCase(name));
            return;
        }
        found = next(TYPE);
        if (found.isPresent()) {
            String type = text(found.get(), 1);
            terms.add(file -> file.mimeType().equals(type));
            return;
        }
        found = next(PARENT);
        if (found.isPresent()) {
            String folder = text(found.get(), 1);
            parent = Optional.of(folder);
            terms.add(file -> file.parent().equals(folder));
            return;
        }
        property();
    }

    private void property() {
        Optional<Matcher> found = next(TRASHED);
        if (found.isPresent()) {
            boolean trashed = Boolean.parseBoolean(found.get().group(1));
            terms.add(file -> file.trashed() == trashed);
            return;
        }
        Matcher pair = next(PROPERTY).orElseThrow(this::invalid);
        String key = text(pair, 1);
        String value = text(pair, 2);
        terms.add(file -> value.equals(file.properties().get(key)));
    }

    private Optional<Matcher> next(Pattern pattern) {
        Matcher matcher = pattern.matcher(query).region(at, query.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher);
    }

    private static String text(Matcher matcher, int group) {
        return matcher.group(group).replaceAll("\\\\(.)", "$1");
    }

    private Refused invalid() {
        return new Refused(400, "invalid", "Invalid Value: q at " + at + " of " + query);
    }
}
