package io.backup4j.store.gdrive;

import java.util.ArrayList;
import java.util.List;

/** What went wrong without failing a call, until somebody asks. Safe for use by several threads. */
final class Warnings {
    private static final int MOST = 100;

    private List<String> texts = new ArrayList<>();

    synchronized void add(String text) {
        if (texts.size() < MOST) {
            texts.add(text);
        }
    }

    synchronized List<String> take() {
        List<String> taken = texts;
        texts = new ArrayList<>();
        return taken;
    }
}
