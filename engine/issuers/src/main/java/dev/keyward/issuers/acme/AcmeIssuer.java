package dev.keyward.issuers.acme;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.Foundation;
import dev.keyward.vault.certificates.CertificateIssuer;
import dev.keyward.vault.certificates.IssuerAnswer;
import dev.keyward.vault.certificates.IssuerOrder;
import dev.keyward.vault.certificates.IssuerSettings;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/// Any certificate authority that speaks ACME (RFC 8555), by HTTP-01.
///
/// An issuer of this provider has the URL of the directory in `org_details.id`; where the server
/// binds accounts to customers of its own, the key identifier in `account_id` and the MAC key,
/// base64url, in `pwd`. The mail addresses of `admin_details` become the contacts of the account.
///
/// A step asks the server how the order stands and does what is next; only the URL of the order is
/// kept between steps. Safe for use by several threads.
public final class AcmeIssuer implements CertificateIssuer {
    /// As issuers name it.
    public static final String PROVIDER = "ACME";

    private static final String DIRECTORY = "org_details.id";
    private static final String PROGRESS = "acme-order";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration STEP = IssuerAnswer.LONGEST_STEP.minusSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LIMITED = Duration.ofHours(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final Foundation on;
    private final AcmeAccess access;
    private final Supplier<AnswerTime> time;
    private final AcmeAccounts accounts;
    private final AcmeChallenges challenges;

    public AcmeIssuer(Foundation foundation, AcmeAccess access, AcmeChallenges challenges) {
        this(foundation, access, challenges, () -> new AnswerTime(ANSWER, STEP));
    }

    /// @param time begins that of a step
    AcmeIssuer(
            Foundation foundation,
            AcmeAccess access,
            AcmeChallenges challenges,
            Supplier<AnswerTime> time) {
        this.on = foundation;
        this.access = access;
        this.time = time;
        this.accounts = new AcmeAccounts(foundation);
        this.challenges = challenges;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public void check(IssuerSettings settings) {
        directory(settings);
        SecretBytes password = settings.password();
        if ((settings.accountId() == null) != (password == null)) {
            throw refused("credentials", "both account_id and pwd, or neither");
        }
        if (password != null) {
            try {
                Base64.getUrlDecoder().decode(password.toUtf8(SecretAccess.request()));
            } catch (IllegalArgumentException _) {
                throw refused("credentials.pwd", "a MAC key in base64url");
            }
        }
    }

    private URI directory(IssuerSettings settings) {
        String text = settings.organization().id();
        try {
            URI directory = URI.create(text == null ? "" : text);
            if (access.allows(directory)) {
                return directory;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw refused(
                DIRECTORY,
                "the https URL of an ACME directory on a host that the server's configuration"
                        + " allows");
    }

    private static VaultException refused(String member, String mustBe) {
        return new VaultException(new VaultError.BadParameter(member, mustBe));
    }

    @Override
    public IssuerAnswer advance(IssuerOrder order) throws IOException {
        if (!access.answersChallenges()) {
            return new IssuerAnswer.Refused(
                    AcmeProblems.ISSUER_ERROR, "this server doesn't answer ACME challenges");
        }
        String url = order.progress() == null ? null : url(order.progress());
        try {
            return step(order, url);
        } catch (VaultException refusal) {
            if (refusal.error() instanceof VaultError.BadParameter(var part, var mustBe)) {
                return new IssuerAnswer.Refused(AcmeProblems.REJECTED, part + " must be " + mustBe);
            }
            throw refusal;
        } catch (ForbiddenHostException | OversizedAnswerException hostile) {
            return new IssuerAnswer.Refused(
                    AcmeProblems.ISSUER_ERROR, AcmeProblems.message(hostile));
        } catch (AcmeRateLimitedException limited) {
            return pending(
                    url,
                    until(limited.getRetryAfter(), LIMITED),
                    "the issuer takes no more requests for now: "
                            + AcmeProblems.text(limited.getProblem()));
        } catch (AcmeServerException refusal) {
            if (AcmeProblems.isUnknownAccount(refusal.getProblem())) {
                accounts.forget(order.vault(), order.issuer());
            }
            return AcmeProblems.refusal(refusal);
        } catch (AcmeException | AcmeProtocolException | AcmeLazyLoadingException failed) {
            throw new IOException(AcmeProblems.message(failed), failed);
        }
    }

    private IssuerAnswer step(IssuerOrder order, @Nullable String url) throws AcmeException {
        Login login = login(order);
        if (url == null) {
            Order placed =
                    login.newOrder()
                            .identifiers(AcmeIdentifiers.of(order.policy().x509()))
                            .create();
            return pending(placed.getLocation().toString(), SOON, null);
        }
        Order known = login.bindOrder(AcmeAccounts.url(url));
        Duration again = until(known.fetch(), SOON);
        return switch (known.getStatus()) {
            case PENDING -> {
                respond(known);
                yield pending(url, again, null);
            }
            case READY -> {
                known.execute(order.request());
                yield pending(url, until(known.getRetryAfter(), SOON), null);
            }
            case PROCESSING -> pending(url, again, null);
            case VALID -> {
                forget(known);
                yield new IssuerAnswer.Issued(chain(known));
            }
            default -> {
                forget(known);
                yield AcmeProblems.failed(known);
            }
        };
    }

    private Login login(IssuerOrder order) throws AcmeException {
        Session session =
                new Session(directory(order.issuer()), new GuardedProvider(access, time.get()));
        session.networkSettings().setTimeout(TIMEOUT);
        return accounts.login(order.vault(), order.issuer(), session);
    }

    /// Answers are in the store before the server is told to come and look. Telling it again does
    /// no harm (RFC 8555 8.2).
    private void respond(Order order) throws AcmeException {
        for (Authorization authorization : order.getAuthorizations()) {
            if (authorization.getStatus() == Status.PENDING) {
                Http01Challenge challenge = challenge(authorization);
                challenges.put(
                        challenge.getToken(), challenge.getAuthorization(), on.clock().instant());
                if (challenge.getStatus() == Status.PENDING) {
                    challenge.trigger();
                }
            }
        }
    }

    private static Http01Challenge challenge(Authorization authorization) {
        return authorization
                .findChallenge(Http01Challenge.class)
                .orElseThrow(() ->
                        refused(
                                "policy.x509_props",
                                "names that the issuer lets us validate with http-01, which "
                                        + authorization.getIdentifier().getValue()
                                        + " isn't"));
    }

    private void forget(Order order) {
        for (Authorization authorization : order.getAuthorizations()) {
            authorization
                    .findChallenge(Http01Challenge.class)
                    .ifPresent(challenge -> challenges.remove(challenge.getToken()));
        }
    }

    private static List<byte[]> chain(Order order) {
        List<byte[]> chain = new ArrayList<>();
        try {
            for (X509Certificate certificate : order.getCertificate().getCertificateChain()) {
                chain.add(certificate.getEncoded());
            }
        } catch (CertificateEncodingException e) {
            throw Bug.because("a parsed certificate has an encoding", e);
        }
        return chain;
    }

    /// Orders can't be canceled (RFC 8555 has no such thing); giving up the authorizations ends one
    /// that isn't ready (7.5.2).
    @Override
    public void cancel(IssuerOrder order) throws IOException {
        if (order.progress() == null) {
            return;
        }
        try {
            Order known = login(order).bindOrder(AcmeAccounts.url(url(order.progress())));
            forget(known);
            for (Authorization authorization : known.getAuthorizations()) {
                if (authorization.getStatus() == Status.PENDING) {
                    authorization.deactivate();
                }
            }
        } catch (AcmeException | AcmeProtocolException | AcmeLazyLoadingException failed) {
            throw new IOException(AcmeProblems.message(failed), failed);
        }
    }

    private static IssuerAnswer pending(
            @Nullable String url, Duration again, @Nullable String details) {
        return new IssuerAnswer.Pending(
                url == null ? null : CanonicalWriter.of(PROGRESS, 1).text(url).toSecretBytes(),
                again,
                details);
    }

    private static String url(SecretBytes progress) {
        return CanonicalReader.read(progress, PROGRESS, in -> in.expectFormat(1).text());
    }

    private Duration until(Optional<Instant> when, Duration otherwise) {
        Duration pause =
                when.map(each -> Duration.between(on.clock().instant(), each)).orElse(otherwise);
        if (pause.compareTo(SOON) < 0) {
            return SOON;
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
