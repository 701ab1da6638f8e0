package dev.keyward.api.dispatch;

/// How many requests an engine takes before it answers 429 (security.md, section 8.2). The limits
/// hold for each vault; each kind of request has its own.
public enum ThrottleProfile {
    /// Whatever comes.
    OFF(0, 0, 0, 0),
    /// Azure's published limits for a vault with software keys: of its tests, and of whoever wants
    /// to see how an application stands them.
    AZURE(4_000, 20, 300, 4_000),
    /// More than a host of its size answers, so that it meets nothing but a flood: 40,000 uses and
    /// reads, 20,000 new secrets, 2,000 new keys for each second and processor.
    PROTECT(perProcessor(40_000), perProcessor(2_000), perProcessor(20_000), perProcessor(40_000));

    /// Refused tokens from one address in ten seconds; from then on they are answered 429.
    static final int REFUSED_TOKENS = 1_000;

    /// Wrong passwords from one address in a minute; a site behind one address, whose people
    /// mistype theirs, stays far below.
    private static final int WRONG_PASSWORDS = 20;

    private final int keyUse;
    private final int newKey;
    private final int newSecret;
    private final int other;

    /// All for ten seconds.
    ThrottleProfile(int keyUse, int newKey, int newSecret, int other) {
        this.keyUse = keyUse;
        this.newKey = newKey;
        this.newSecret = newSecret;
        this.other = other;
    }

    private static int perProcessor(int aSecond) {
        return aSecond * 10 * Runtime.getRuntime().availableProcessors();
    }

    /// Units that a vault gets in ten seconds.
    int limit(Traffic traffic) {
        return switch (traffic) {
            case KEY_USE -> keyUse;
            case NEW_KEY -> newKey;
            case NEW_SECRET -> newSecret;
            case OTHER -> other;
        };
    }

    /// How many wrong passwords an address may send in a minute before it is answered 429.
    public int wrongPasswords() {
        return this == OFF ? Integer.MAX_VALUE : WRONG_PASSWORDS;
    }
}
