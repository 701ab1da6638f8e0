package dev.keyward.outside.mail;

import java.io.IOException;

/// The server took our call, and not this mail.
public final class MailRefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_PERMANENT = 500;

    private final int code;

    MailRefusedException(int code, Exception cause) {
        super("the mail server refuses the mail with " + code, cause);
        this.code = code;
    }

    /// Whether it will refuse it again (RFC 5321 4.2.1).
    public boolean isForGood() {
        return code >= FIRST_PERMANENT;
    }
}
