package dev.keyward.outside.mail;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import java.util.regex.Pattern;

/// One mail to one person: plain text.
///
/// @param to an [address][#isAddress]
/// @param subject one line
public record Mail(String to, String subject, String text) {
    private static final String LABEL = "mail";
    private static final int LONGEST_ADDRESS = 254;

    /// Those that everybody takes: no quotes, no comments, nothing that could end a line or begin
    /// another address (RFC 5321 4.1.2, without quoted local parts and address literals).
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    public Mail {
        if (!isAddress(to) || subject.chars().anyMatch(Character::isISOControl)) {
            throw Bug.because("a mail that nobody checked");
        }
    }

    /// Whether mails can be sent from and to it.
    public static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS && ADDRESS.matcher(text).matches();
    }

    public static Mail read(SecretBytes bytes) {
        return CanonicalReader.read(
                bytes, LABEL, in -> new Mail(in.expectFormat(1).text(), in.text(), in.text()));
    }

    public SecretBytes toSecretBytes() {
        return CanonicalWriter.of(LABEL, 1).text(to).text(subject).text(text).toSecretBytes();
    }

    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
