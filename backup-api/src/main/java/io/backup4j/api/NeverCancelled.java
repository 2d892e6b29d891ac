package io.backup4j.api;

/** The signal of what nobody can cancel. */
enum NeverCancelled implements CancelSignal {
    INSTANCE;

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void onCancel(Runnable action) {}
}
