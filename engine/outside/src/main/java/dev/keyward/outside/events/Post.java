package dev.keyward.outside.events;

import dev.keyward.model.SecretBytes;
import dev.keyward.outside.mail.Mail;
import dev.keyward.outside.mail.MailRefusedException;
import dev.keyward.outside.mail.Mailer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Takes mails to the mail server.
final class Post {
    private static final System.Logger LOG = System.getLogger(Post.class.getName());

    private final @Nullable Mailer mailer;

    /// @param mailer null where the settings name no mail server (any more)
    Post(@Nullable Mailer mailer) {
        this.mailer = mailer;
    }

    Outcome send(Letter letter, SecretBytes body, Instant now) {
        if (mailer == null) {
            return Outcome.UNREACHABLE;
        }
        try {
            mailer.send(Mail.read(body), letter.id(), now);
            return Outcome.TAKEN;
        } catch (MailRefusedException refused) {
            LOG.log(
                    Level.WARNING,
                    "mail={0} attempt={1}: {2}",
                    letter.id(),
                    letter.attempts(),
                    refused.getMessage());
            return refused.isForGood() ? Outcome.NEVER : Outcome.NOT_NOW;
        } catch (IOException unreachable) {
            LOG.log(
                    Level.WARNING,
                    "mail={0} attempt={1} was not taken: {2}",
                    letter.id(),
                    letter.attempts(),
                    unreachable.getMessage());
            return Outcome.UNREACHABLE;
        }
    }
}
