package dev.keyward.crypto.certificates;

import java.util.Optional;

/// Why a certificate is no longer to be trusted (RFC 5280 5.3.1), as far as an authority here says.
public enum RevocationReason {
    UNSPECIFIED(0, "unspecified"),
    KEY_COMPROMISE(1, "keyCompromise"),
    AFFILIATION_CHANGED(3, "affiliationChanged"),
    SUPERSEDED(4, "superseded"),
    CESSATION_OF_OPERATION(5, "cessationOfOperation"),
    PRIVILEGE_WITHDRAWN(9, "privilegeWithdrawn");

    private final int number;
    private final String word;

    RevocationReason(int number, String word) {
        this.number = number;
        this.word = word;
    }

    /// As the extension has it.
    public int number() {
        return number;
    }

    /// As RFC 5280 spells it, such as `keyCompromise`.
    public String word() {
        return word;
    }

    /// @param text in any letter case
    public static Optional<RevocationReason> parse(String text) {
        for (RevocationReason reason : values()) {
            if (reason.word.equalsIgnoreCase(text)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /// @param number from [#number]
    public static Optional<RevocationReason> of(int number) {
        for (RevocationReason reason : values()) {
            if (reason.number == number) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
