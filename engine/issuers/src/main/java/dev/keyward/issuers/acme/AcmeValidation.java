package dev.keyward.issuers.acme;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.objects.Foundation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;

/// Proves the names of an order to the server: which challenge is taken, where its answer goes, and
/// that it goes away again.
final class AcmeValidation {
    private final Foundation on;
    private final AcmeAnswers answers;
    private final AcmeChallenges http;
    private final DnsChallenges dns;

    AcmeValidation(
            Foundation foundation, AcmeAnswers answers, AcmeChallenges http, DnsChallenges dns) {
        this.on = foundation;
        this.answers = answers;
        this.http = http;
        this.dns = dns;
    }

    /// Puts the answers where the server will look. Doing it again does no harm.
    ///
    /// @return how long until they can be seen
    Duration prepare(Order order, AnswerTime time) throws IOException {
        List<Map.Entry<String, String>> records = new ArrayList<>();
        for (Authorization authorization : pending(order)) {
            switch (challenge(authorization)) {
                case Http01Challenge web ->
                        http.put(web.getToken(), web.getAuthorization(), on.clock().certain());
                case Dns01Challenge record ->
                        records.add(
                                Map.entry(
                                        record.getDigest(),
                                        Dns01Challenge.toRRName(authorization.getIdentifier())));
                default -> throw new IllegalStateException("a challenge nobody chose");
            }
        }
        DnsZone zone = answers.dns();
        if (records.isEmpty() || zone == null) {
            return Duration.ZERO;
        }
        dns.put(records, on.clock().certain(), time);
        return zone.delay();
    }

    /// Tells the server to come and look. Telling it again does no harm (RFC 8555 8.2).
    void trigger(Order order) throws AcmeException {
        for (Authorization authorization : pending(order)) {
            Challenge challenge = challenge(authorization);
            if (challenge.getStatus() == Status.PENDING) {
                challenge.trigger();
            }
        }
    }

    private static List<Authorization> pending(Order order) {
        return order.getAuthorizations().stream()
                .filter(each -> each.getStatus() == Status.PENDING)
                .toList();
    }

    /// The same one each time: the preferred of those that the server offers, that suit the name
    /// and that somebody here answers.
    private Challenge challenge(Authorization authorization) {
        Identifier name = authorization.getIdentifier();
        for (AcmeAnswers.Kind kind : answers.kinds()) {
            Optional<? extends Challenge> offered =
                    switch (kind) {
                        case HTTP ->
                                authorization.isWildcard()
                                        ? Optional.empty()
                                        : authorization.findChallenge(Http01Challenge.class);
                        case DNS ->
                                name.getType().equals(Identifier.TYPE_IP)
                                        ? Optional.empty()
                                        : authorization.findChallenge(Dns01Challenge.class);
                    };
            if (offered.isPresent()) {
                return offered.get();
            }
        }
        throw new VaultException(
                new VaultError.BadParameter(
                        "policy.x509_props",
                        "names that the issuer lets us validate with http-01 (needs acme.port) or"
                                + " dns-01 (needs acme.dns.server), which "
                                + name.getValue()
                                + " isn't"));
    }

    /// Nobody will look again.
    void forget(Order order, AnswerTime time) {
        for (Authorization authorization : order.getAuthorizations()) {
            authorization
                    .findChallenge(Http01Challenge.class)
                    .ifPresent(challenge -> http.remove(challenge.getToken()));
            authorization
                    .findChallenge(Dns01Challenge.class)
                    .ifPresent(challenge ->
                            dns.remove(challenge.getDigest(), on.clock().certain(), time));
        }
    }
}
