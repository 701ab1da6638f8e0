package dev.keyward.directory.signin;

import dev.keyward.crypto.certificates.PinnedCertificate;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.ApplicationCertificate;
import dev.keyward.directory.principals.FederatedCredential;
import dev.keyward.directory.principals.Principals;
import dev.keyward.model.Bug;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.TenantId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whether an assertion is what its client had to send (identity.md, section 4; security.md,
/// section 9): signed by the key of a certificate that is registered for it, or by another issuer
/// that it has a federated credential for. Safe for use by several threads.
///
/// What doesn't depend on the client is looked at first, so the answers don't tell which
/// applications there are.
final class AssertionCheck {
    /// Between clocks.
    static final Duration SKEW = Duration.ofMinutes(5);

    /// Ten minutes, as clients make them, and the skew.
    static final Duration LONGEST_LIFE = Duration.ofMinutes(15);

    /// Of other issuers' tokens, which workloads are given for hours.
    static final Duration LONGEST_FEDERATED = Duration.ofHours(24).plus(SKEW);

    /// The application id of AAD Graph, which proofs are for.
    private static final String DIRECTORY = "00000002-0000-0000-c000-000000000000";

    private final Principals principals;
    private final UsedAssertions used;
    private final Keys keys;
    private final InstantSource clock;

    AssertionCheck(Principals principals, UsedAssertions used, Keys keys, InstantSource clock) {
        this.principals = principals;
        this.used = used;
        this.keys = keys;
        this.clock = clock;
    }

    /// @param audiences what the token endpoint goes by
    /// @param issuers the keys of other issuers
    record Expected(TenantId tenant, UUID client, Set<String> audiences, IssuerKeys issuers) {}

    sealed interface Outcome {
        record Right(ShownCredential credential) implements Outcome {}

        record Wrong(SignInResult.Reason reason) implements Outcome {}
    }

    Outcome check(String compact, Expected expected) {
        Assertion assertion;
        try {
            assertion = Assertion.parse(compact);
        } catch (ParseException _) {
            return wrong(SignInResult.Reason.ASSERTION_MALFORMED);
        }
        Assertion.Claims claims = assertion.claims();
        boolean own = claims.issuer().equalsIgnoreCase(expected.client.toString());
        if (!isInTime(claims, own ? LONGEST_LIFE : LONGEST_FEDERATED)) {
            return wrong(SignInResult.Reason.ASSERTION_TIME);
        }
        return own ? byCertificate(assertion, expected) : federated(assertion, compact, expected);
    }

    /// A certificate that its holder proved by a handshake of TLS.
    Outcome check(TenantId tenant, UUID client, CertificateThumbprint proven) {
        List<Signer> same =
                of(tenant, client, principals.assertors()::certificates).stream()
                        .map(each -> new Signer(each, each.certificate()))
                        .filter(each ->
                                CertificateThumbprint.of(each.certificate.der()).equals(proven))
                        .toList();
        if (same.isEmpty()) {
            return wrong(SignInResult.Reason.CERTIFICATE_UNKNOWN);
        }
        return same.stream()
                .filter(each -> each.isValid(clock.instant()))
                .findFirst()
                .<Outcome>map(each -> new Outcome.Right(each.shown()))
                .orElseGet(() -> wrong(SignInResult.Reason.CERTIFICATE_EXPIRED));
    }

    private boolean isInTime(Assertion.Claims claims, Duration longest) {
        Instant now = clock.instant();
        Instant notBefore = claims.notBefore();
        return !now.isAfter(claims.expires().plus(SKEW))
                && !claims.expires().isAfter(now.plus(longest))
                && (notBefore == null || !notBefore.isAfter(now.plus(SKEW)));
    }

    private Outcome byCertificate(Assertion assertion, Expected expected) {
        Assertion.Claims claims = assertion.claims();
        String jti = claims.id();
        if (jti == null || claims.subject() == null) {
            return wrong(SignInResult.Reason.ASSERTION_MALFORMED);
        }
        if (!claims.subject().equalsIgnoreCase(expected.client.toString())) {
            return wrong(SignInResult.Reason.ASSERTION_CLIENT);
        }
        if (claims.audiences().size() != 1
                || !expected.audiences.contains(claims.audiences().getFirst())) {
            return wrong(SignInResult.Reason.ASSERTION_AUDIENCE);
        }
        Optional<Signer> signer = signer(expected, assertion);
        if (signer.isEmpty()) {
            return wrong(SignInResult.Reason.ASSERTION_KEY);
        }
        if (!signer.get().isValid(clock.instant())) {
            return wrong(SignInResult.Reason.CERTIFICATE_EXPIRED);
        }
        return used.take(expected.client, jti, claims.expires().plus(SKEW))
                ? new Outcome.Right(signer.get().shown())
                : wrong(SignInResult.Reason.ASSERTION_REPLAYED);
    }

    /// An application of another tenant has nobody here who signs for it.
    private <T> List<T> of(TenantId tenant, UUID client, Function<UUID, List<T>> signers) {
        return principals
                .application(tenant, client)
                .map(Application::appId)
                .map(signers)
                .orElse(List.of());
    }

    private record Signer(ApplicationCertificate registered, PinnedCertificate certificate) {
        ShownCredential shown() {
            return new ShownCredential(
                    registered.keyId(),
                    HexFormat.of().withUpperCase().formatHex(certificate.sha256()));
        }

        boolean isValid(Instant now) {
            return registered.isValid(now)
                    && !now.isBefore(certificate.notBefore())
                    && !now.isAfter(certificate.notAfter());
        }
    }

    /// Whether the application signed, to prove that it holds a key it has (Microsoft Graph v1.0,
    /// `addKey`): its issuer is the registration, its audience what stood for the directory.
    boolean isProof(Application application, String compact) {
        Assertion assertion;
        try {
            assertion = Assertion.parse(compact);
        } catch (ParseException _) {
            return false;
        }
        return assertion.claims().issuer().equalsIgnoreCase(application.objectId().toString())
                && assertion.claims().audiences().equals(List.of(DIRECTORY))
                && isInTime(assertion.claims(), LONGEST_LIFE)
                && signer(
                                new Expected(
                                        application.tenant(),
                                        application.appId(),
                                        Set.of(),
                                        IssuerKeys.NONE),
                                assertion)
                        .filter(signer -> signer.isValid(clock.instant()))
                        .isPresent();
    }

    /// Whose signature it is right by: one that is valid, if the certificate is registered twice.
    private Optional<Signer> signer(Expected expected, Assertion assertion) {
        Instant now = clock.instant();
        Signer found = null;
        for (ApplicationCertificate registered :
                of(expected.tenant, expected.client, principals.assertors()::certificates)) {
            PinnedCertificate certificate = registered.certificate();
            if (isNamed(assertion.header(), certificate) && isSigned(assertion, certificate)) {
                found = new Signer(registered, certificate);
                if (found.isValid(now)) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /// A thumbprint only finds the certificate; what has to fit then is its key.
    private static boolean isNamed(Assertion.Header header, PinnedCertificate certificate) {
        byte @Nullable [] sha1 = header.sha1();
        byte @Nullable [] sha256 = header.sha256();
        return (sha1 != null || sha256 != null)
                && (sha1 == null || Arrays.equals(sha1, certificate.sha1()))
                && (sha256 == null || Arrays.equals(sha256, certificate.sha256()));
    }

    /// The key says which algorithms there are; the header may choose of these.
    private boolean isSigned(Assertion assertion, PinnedCertificate certificate) {
        List<SignatureAlgorithm> possible =
                switch (certificate.key()) {
                    case PublicKeyParts.Rsa _ ->
                            List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256);
                    case PublicKeyParts.Ec _ -> List.of(SignatureAlgorithm.ES256);
                    case PublicKeyParts.Oct _, PublicKeyParts.Akp _, PublicKeyParts.Okp _ ->
                            List.of();
                };
        return possible.stream()
                .filter(algorithm -> algorithm.joseName().equals(assertion.header().algorithm()))
                .anyMatch(algorithm ->
                        keys.openPublic(certificate.key())
                                .verify(
                                        algorithm,
                                        sha256(assertion.signed()),
                                        assertion.signature()));
    }

    /// Tokens of other issuers are files that workloads show again and again, so they aren't taken
    /// once alone.
    private Outcome federated(Assertion assertion, String compact, Expected expected) {
        Assertion.Claims claims = assertion.claims();
        List<FederatedCredential> ofIssuer =
                of(expected.tenant, expected.client, principals.assertors()::federated).stream()
                        .filter(known -> known.trust().issuer().equals(claims.issuer()))
                        .toList();
        List<FederatedCredential> ofSubject =
                ofIssuer.stream()
                        .filter(known -> known.trust().subject().equals(claims.subject()))
                        .toList();
        Optional<FederatedCredential> found =
                ofSubject.stream()
                        .filter(known ->
                                known.trust().audiences().stream()
                                        .anyMatch(claims.audiences()::contains))
                        .findFirst();
        if (found.isEmpty()) {
            return wrong(
                    ofIssuer.isEmpty()
                            ? SignInResult.Reason.FEDERATED_ISSUER
                            : ofSubject.isEmpty()
                                    ? SignInResult.Reason.FEDERATED_SUBJECT
                                    : SignInResult.Reason.FEDERATED_AUDIENCE);
        }
        return switch (expected.issuers.check(claims.issuer(), compact)) {
            case RIGHT -> new Outcome.Right(new ShownCredential(found.get().id(), null));
            case WRONG -> wrong(SignInResult.Reason.ASSERTION_KEY);
            case UNREACHABLE -> wrong(SignInResult.Reason.ISSUER_UNREACHABLE);
        };
    }

    private static Outcome wrong(SignInResult.Reason reason) {
        return new Outcome.Wrong(reason);
    }

    private static byte[] sha256(byte[] signed) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(signed);
        } catch (NoSuchAlgorithmException impossible) {
            throw Bug.because("SHA-256 belongs to every JDK", impossible);
        }
    }
}
