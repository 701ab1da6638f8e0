package dev.keyward.issuers.acme;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.issuers.CertificateIssuer;
import dev.keyward.vault.issuers.IssuerAnswer;
import dev.keyward.vault.issuers.IssuerOrder;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.objects.Foundation;
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
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/// Any certificate authority that speaks ACME (RFC 8555), by HTTP-01 or DNS-01.
///
/// An issuer of this provider has the URL of the directory in `org_details.id`; where the server
/// binds accounts to customers of its own, the key identifier in `account_id` and the MAC key,
/// base64url, in `pwd`. The mail addresses of `admin_details` become the contacts of the account.
///
/// A step asks the server how the order stands and does what is next; only the URL of the order,
/// and whether its challenges were answered, is kept between steps. Safe for use by several
/// threads.
public final class AcmeIssuer implements CertificateIssuer {
    /// As issuers name it.
    public static final String PROVIDER = "ACME";

    private static final String DIRECTORY = "org_details.id";
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
    private final AcmeValidation validation;

    public AcmeIssuer(
            Foundation foundation, AcmeAccess access, AcmeChallenges http, DnsChallenges dns) {
        this(foundation, access, http, dns, () -> new AnswerTime(ANSWER, STEP));
    }

    /// @param time begins that of a step
    AcmeIssuer(
            Foundation foundation,
            AcmeAccess access,
            AcmeChallenges http,
            DnsChallenges dns,
            Supplier<AnswerTime> time) {
        this.on = foundation;
        this.access = access;
        this.time = time;
        this.accounts = new AcmeAccounts(foundation);
        this.validation = new AcmeValidation(foundation, access.answers(), http, dns);
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
        if (access.answers().kinds().isEmpty()) {
            return new IssuerAnswer.Refused(
                    AcmeProblems.ISSUER_ERROR,
                    "this server doesn't answer ACME challenges: its settings have neither acme.port"
                            + " nor acme.dns.server");
        }
        Progress progress = order.progress() == null ? null : Progress.read(order.progress());
        try {
            return step(order, progress, time.get());
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
                    progress,
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

    private IssuerAnswer step(IssuerOrder order, @Nullable Progress progress, AnswerTime time)
            throws AcmeException, IOException {
        Login login = login(order, time);
        if (progress == null) {
            Order placed =
                    login.newOrder()
                            .identifiers(
                                    AcmeIdentifiers.of(order.policy().x509(), access.answers()))
                            .create();
            return pending(new Progress(placed.getLocation().toString(), false), SOON, null);
        }
        Order known = login.bindOrder(AcmeAccounts.url(progress.url()));
        Duration again = until(known.fetch(), SOON);
        return switch (known.getStatus()) {
            case PENDING -> {
                Progress answered = new Progress(progress.url(), true);
                if (!progress.answered()) {
                    Duration wait = validation.prepare(known, time);
                    if (!wait.isZero()) {
                        yield pending(answered, wait, null);
                    }
                }
                validation.trigger(known);
                yield pending(answered, again, null);
            }
            case READY -> {
                known.execute(order.request());
                yield pending(progress, until(known.getRetryAfter(), SOON), null);
            }
            case PROCESSING -> pending(progress, again, null);
            case VALID -> {
                validation.forget(known, time);
                yield new IssuerAnswer.Issued(chain(known));
            }
            default -> {
                validation.forget(known, time);
                yield AcmeProblems.failed(known);
            }
        };
    }

    private Login login(IssuerOrder order, AnswerTime time) throws AcmeException {
        Session session = new Session(directory(order.issuer()), new GuardedProvider(access, time));
        session.networkSettings().setTimeout(TIMEOUT);
        return accounts.login(order.vault(), order.issuer(), session);
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
            AnswerTime left = time.get();
            Order known =
                    login(order, left)
                            .bindOrder(AcmeAccounts.url(Progress.read(order.progress()).url()));
            validation.forget(known, left);
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
            @Nullable Progress progress, Duration again, @Nullable String details) {
        return new IssuerAnswer.Pending(
                progress == null ? null : progress.toSecretBytes(), again, details);
    }

    /// @param answered whether the answers are where the server will look
    private record Progress(String url, boolean answered) {
        private static final String LABEL = "acme-order";

        static Progress read(SecretBytes bytes) {
            return CanonicalReader.read(
                    bytes,
                    LABEL,
                    in ->
                            in.formatVersion() == 1
                                    ? new Progress(in.text(), false)
                                    : new Progress(in.expectFormat(2).text(), in.flag()));
        }

        SecretBytes toSecretBytes() {
            return CanonicalWriter.of(LABEL, 2).text(url).flag(answered).toSecretBytes();
        }
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
