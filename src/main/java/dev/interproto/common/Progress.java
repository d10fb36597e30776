package dev.interproto.common;

/**
 * What a piece of work tells its caller while it runs, and how it learns that it is no longer
 * wanted.
 *
 * <p>Calls may come from any thread and must return at once; implementations keep the newest report
 * and let a timer show it.
 */
public interface Progress {

    /** Listens to nothing and never cancels. */
    Progress NONE =
            new Progress() {
                @Override
                public void report(double fraction, String message) {}

                @Override
                public boolean isCancelled() {
                    return false;
                }
            };

    /**
     * Reports how far the work has come.
     *
     * @param fraction share done, 0 to 1, or {@link Double#NaN} where the end is not known
     * @param message what is being done, for a person
     */
    void report(double fraction, String message);

    /** Whether the person asked to stop. */
    boolean isCancelled();

    /**
     * Stops the work where the person asked to.
     *
     * @throws CancelledException when cancelled
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }

    /**
     * A progress for a part of this work, whose 0 to 1 is {@code from} to {@code to} of the whole.
     */
    default Progress part(double from, double to) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                whole.report(from + (to - from) * fraction, message);
            }

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }
        };
    }
}
