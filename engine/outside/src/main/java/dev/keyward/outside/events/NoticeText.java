package dev.keyward.outside.events;

import dev.keyward.model.VaultName;
import dev.keyward.vault.contacts.ContactNotice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a mail to contacts says: which certificate, what happens when, what to do. Nothing in it is
/// secret.
///
/// @param url of the vault
record NoticeText(VaultName vault, String url, ContactNotice notice) {
    private static final int LONGEST_REASON = 500;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// One line: names have neither blanks nor controls.
    String subject() {
        String certificate = "Certificate " + notice.name().value() + " in vault " + vault.value();
        return switch (notice.what()) {
            case NEAR_EXPIRY -> certificate + " expires on " + time(notice.expires());
            case EXPIRED -> certificate + " has expired";
            case NOT_RENEWED -> certificate + " could not be renewed";
        };
    }

    String body() {
        return """
        %s

        Vault:        %s
        Certificate:  %s
        Version:      %s
        Expires:      %s
        %s
        You get this mail because you are a certificate contact of the vault.
        """
                .formatted(
                        what(),
                        vault.value(),
                        url + "/certificates/" + notice.name().value(),
                        notice.version().value(),
                        time(notice.expires()),
                        reason())
                .replace("\n", "\r\n");
    }

    private String what() {
        return switch (notice.what()) {
            case NEAR_EXPIRY ->
                    """
                    The certificate nears its end. See that it is renewed in time: unless its policy
                    renews it, make a new version, and put it in place wherever it is used.\
                    """;
            case EXPIRED ->
                    """
                    The certificate has expired, and whoever checks it refuses it. Make a new version,
                    and put it in place wherever it is used.\
                    """;
            case NOT_RENEWED ->
                    """
                    The certificate could not be renewed. The version below goes on until it expires.
                    Look at the certificate's pending operation, mend what it says, and renew it; where
                    the policy renews it, that is tried again every day.\
                    """;
        };
    }

    /// Words that an issuer may have chosen: one line, no controls.
    private String reason() {
        String reason = notice.reason();
        if (reason == null) {
            return "";
        }
        String line = reason.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return "Reason:       " + line.substring(0, Math.min(line.length(), LONGEST_REASON)) + "\n";
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "never" : TIME.format(time);
    }
}
