package dev.keyward.examples.hello;

import org.jspecify.annotations.Nullable;

/// What the operations expect of answers.
final class Checks {
    private Checks() {}

    static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalStateException(otherwise);
        }
    }

    /// The object of the operation before.
    static <T> T made(@Nullable T object, String operations) {
        if (object == null) {
            throw new IllegalStateException("nothing is there yet; first " + operations);
        }
        return object;
    }
}
