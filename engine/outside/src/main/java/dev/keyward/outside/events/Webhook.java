package dev.keyward.outside.events;

import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.outside.Outside;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/// Takes events to subscriptions: an HTTPS POST a letter, signed as Standard Webhooks 1.0 says.
final class Webhook {
    private static final System.Logger LOG = System.getLogger(Webhook.class.getName());
    private static final Set<Integer> FINAL = Set.of(400, 410, 413);

    private final Outside outside;

    Webhook(Outside outside) {
        this.outside = outside;
    }

    Outcome send(EventSubscription subscription, Letter letter, SecretBytes body, Instant now) {
        int status = status(subscription, letter, body, now);
        if (status / 100 == 2) {
            return Outcome.TAKEN;
        }
        LOG.log(
                Level.WARNING,
                "event={0} subscription={1} attempt={2} was not taken, status={3}",
                letter.id(),
                subscription.name(),
                letter.attempts(),
                status);
        return FINAL.contains(status) ? Outcome.NEVER : Outcome.UNREACHABLE;
    }

    /// @return 0 if nobody answered
    private int status(
            EventSubscription subscription, Letter letter, SecretBytes body, Instant now) {
        byte[] content = body.toByteArray(SecretAccess.request());
        String time = Long.toString(now.getEpochSecond());
        try {
            return outside.post(
                            subscription.endpoint(),
                            Map.of(
                                    "content-type",
                                    "application/cloudevents+json; charset=utf-8",
                                    "webhook-id",
                                    letter.id(),
                                    "webhook-timestamp",
                                    time,
                                    "webhook-signature",
                                    signature(subscription, letter.id(), time, content)),
                            content)
                    .status();
        } catch (IOException unreachable) {
            LOG.log(
                    Level.WARNING,
                    "subscription={0} can''t be reached: {1}",
                    subscription.name(),
                    unreachable.getMessage());
            return 0;
        }
    }

    /// Standard Webhooks 1.0: HMAC-SHA-256 over id, time and body.
    private static String signature(
            EventSubscription subscription, String id, String time, byte[] content) {
        byte[] head = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, signed, head.length, content.length);
        try (Hmac hmac = Hmac.withKey(subscription.secret())) {
            return "v1," + Base64.getEncoder().encodeToString(hmac.of(signed));
        }
    }
}
