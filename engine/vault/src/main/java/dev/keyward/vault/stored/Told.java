package dev.keyward.vault.stored;

import dev.keyward.crypto.encoding.CanonicalReader;

/// What was already said of the current version's expiry. Stored: never renumber.
enum Told {
    NOTHING(0),
    NEAR_EXPIRY(1),
    EXPIRED(2);

    private final int number;

    Told(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Told of(int number, String label) {
        for (Told told : values()) {
            if (told.number == number) {
                return told;
            }
        }
        throw CanonicalReader.malformed(label);
    }
}
