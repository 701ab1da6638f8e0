package dev.keyward.api.data.certificates;

import dev.keyward.api.data.objects.Bodies;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.CertificateKey;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.LifetimeAction;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.certificates.CertificateChange;
import dev.keyward.vault.certificates.CertificateImport;
import dev.keyward.vault.certificates.CertificateMerge;
import dev.keyward.vault.certificates.NewCertificate;
import dev.keyward.wire.certificates.CertificateCreateParameters;
import dev.keyward.wire.certificates.CertificateImportParameters;
import dev.keyward.wire.certificates.CertificateMergeParameters;
import dev.keyward.wire.certificates.CertificateUpdateParameters;
import dev.keyward.wire.certificates.IssuerReferenceBody;
import dev.keyward.wire.certificates.KeyProperties;
import dev.keyward.wire.certificates.LifetimeActionBody;
import dev.keyward.wire.certificates.PolicyBody;
import dev.keyward.wire.certificates.SansBody;
import dev.keyward.wire.certificates.X509Body;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What requests say of certificates, turned into the domain's words. Every method throws
/// `VaultException` with `BadParameter` or `BadRequestText` for what can't be had.
final class CertificateRequests {
    private static final int DEFAULT_MODULUS_BITS = 2048;
    private static final int LONGEST_PASSWORD = 200;
    private static final byte[] PEM = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);

    private CertificateRequests() {}

    static NewCertificate create(CertificateCreateParameters body) {
        PolicyBody policy = body.policy();
        return new NewCertificate(
                policy == null
                        ? null
                        : new NewCertificate.PolicyWish(policy(policy, null), isEnabled(policy)),
                Bodies.tags(body.tags()),
                !Boolean.FALSE.equals(body.attributes().enabled()),
                Boolean.TRUE.equals(body.preserveCertOrder()));
    }

    /// @param pause run before each part of the work that takes long
    static CertificateImport importing(CertificateImportParameters body, Runnable pause) {
        SecretBytes password = body.password();
        if (password != null && password.length() > LONGEST_PASSWORD) {
            throw refused("pwd", "at most 200 characters");
        }
        SecretBytes file = file(body.value());
        PolicyBody policy = body.policy();
        try {
            return new CertificateImport(
                    file,
                    isPem(file) ? SecretFormat.PEM : SecretFormat.PKCS12,
                    password,
                    derived -> policy == null ? derived : policy(policy, derived),
                    policy == null || isEnabled(policy),
                    Bodies.tags(body.tags()),
                    !Boolean.FALSE.equals(body.attributes().enabled()),
                    Boolean.TRUE.equals(body.preserveCertOrder()),
                    pause);
        } catch (VaultException refusal) {
            file.close();
            throw refusal;
        }
    }

    /// Clients send PEM as it is or in base64, whatever the policy says
    /// (data-plane-certificates.md, section 4).
    private static SecretBytes file(SecretBytes value) {
        if (isPem(value)) {
            return value;
        }
        try {
            return value.use(
                    SecretAccess.request(),
                    bytes -> SecretBytes.adopt(Base64.getMimeDecoder().decode(bytes)));
        } catch (IllegalArgumentException _) {
            throw refused("value", "PKCS#12 in base64, or PEM");
        }
    }

    private static boolean isPem(SecretBytes file) {
        return file.use(
                SecretAccess.request(),
                bytes -> {
                    for (int i = 0; i + PEM.length <= bytes.length; i++) {
                        if (Arrays.equals(bytes, i, i + PEM.length, PEM, 0, PEM.length)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    static CertificateMerge merge(CertificateMergeParameters body) {
        return new CertificateMerge(
                body.x5c(),
                body.attributes().enabled(),
                body.tags() == null ? null : Bodies.tags(body.tags()));
    }

    static CertificateChange change(CertificateUpdateParameters body) {
        PolicyBody policy = body.policy();
        return new CertificateChange(
                body.attributes().enabled(),
                body.tags() == null ? null : Bodies.tags(body.tags()),
                policy == null ? null : old -> policy(policy, old));
    }

    private static boolean isEnabled(PolicyBody body) {
        return !Boolean.FALSE.equals(body.attributes().enabled());
    }

    /// @param base what the policy is where the body says nothing; null for the service's defaults
    static CertificatePolicy policy(PolicyBody body, @Nullable CertificatePolicy base) {
        IssuerReference issuer =
                issuer(body.issuer(), base == null ? IssuerReference.UNKNOWN : base.issuer());
        return new CertificatePolicy(
                key(body.key(), base == null ? null : base.key()),
                format(body, base),
                x509(body.x509(), base == null ? null : base.x509()),
                actions(body, base, issuer),
                issuer);
    }

    private static IssuerReference issuer(IssuerReferenceBody body, IssuerReference base) {
        if (body.name() == null) {
            return new IssuerReference(
                    base.name(),
                    body.cty() == null ? base.certificateType() : body.cty(),
                    body.certTransparency() == null
                            ? base.certificateTransparency()
                            : body.certTransparency());
        }
        return new IssuerReference(body.name(), body.cty(), body.certTransparency());
    }

    private static SecretFormat format(PolicyBody body, @Nullable CertificatePolicy base) {
        String contentType = body.contentType();
        if (contentType == null) {
            return base == null ? SecretFormat.PKCS12 : base.format();
        }
        return SecretFormat.parse(contentType)
                .orElseThrow(() ->
                        refused(
                                "policy.secret_props.contentType",
                                "application/x-pkcs12 or application/x-pem-file"));
    }

    private static CertificateKey key(KeyProperties body, @Nullable CertificateKey base) {
        return new CertificateKey(
                parameters(body, base == null ? CertificatePolicy.DEFAULT_KEY : base.parameters()),
                body.exportable() == null ? base == null || base.exportable() : body.exportable(),
                body.reuseKey() == null ? base != null && base.reuse() : body.reuseKey());
    }

    private static KeyParameters parameters(KeyProperties body, KeyParameters base) {
        String kty = body.kty() == null ? body.crv() == null ? base.kty() : "EC" : body.kty();
        Integer bits = body.keySize();
        return switch (kty.toUpperCase(Locale.ROOT)) {
            case "RSA" ->
                    bits == null && base instanceof KeyParameters.Rsa
                            ? base
                            : new KeyParameters.Rsa(bits == null ? DEFAULT_MODULUS_BITS : bits);
            case "EC" ->
                    bits == null && body.crv() == null && base instanceof KeyParameters.Ec
                            ? base
                            : new KeyParameters.Ec(curve(body.crv(), bits));
            default ->
                    throw refused(
                            "policy.key_props.kty",
                            "RSA or EC, since this vault keeps the keys of certificates in"
                                    + " software");
        };
    }

    /// By name, else by size as old clients say it.
    private static Curve curve(@Nullable String name, @Nullable Integer bits) {
        if (name == null && bits == null) {
            return Curve.P_256;
        }
        if (name != null) {
            return Curve.parse(name)
                    .orElseThrow(
                            () -> refused("policy.key_props.crv", "P-256, P-384, P-521 or P-256K"));
        }
        for (Curve curve : Curve.values()) {
            if (Integer.valueOf(curve.bits()).equals(bits)) {
                return curve;
            }
        }
        throw refused("policy.key_props.key_size", "256, 384 or 521 for EC");
    }

    private static X509Properties x509(X509Body body, @Nullable X509Properties base) {
        List<String> usages = body.keyUsage();
        Integer months = body.validityMonths();
        return new X509Properties(
                body.subject() == null ? base == null ? "" : base.subject() : body.subject(),
                names(
                        body.sans(),
                        base == null ? SubjectAlternativeNames.NONE : base.alternativeNames()),
                body.ekus() != null
                        ? body.ekus()
                        : base == null
                                ? X509Properties.DEFAULT_EXTENDED_KEY_USAGE
                                : base.extendedKeyUsage(),
                // Some clients send an empty list when they mean none, or 0 months.
                usages != null && !usages.isEmpty()
                        ? usages.stream().map(CertificateRequests::usage).toList()
                        : base == null ? X509Properties.DEFAULT_KEY_USAGE : base.keyUsage(),
                months != null && months != 0
                        ? months
                        : base == null
                                ? X509Properties.DEFAULT_VALIDITY_MONTHS
                                : base.validityMonths());
    }

    private static KeyUsage usage(String word) {
        return KeyUsage.parse(word)
                .orElseThrow(() ->
                        refused(
                                "policy.x509_props.key_usage",
                                "words such as digitalSignature and keyEncipherment"));
    }

    /// Clients send an empty object when they mean none.
    private static SubjectAlternativeNames names(
            @Nullable SansBody body, SubjectAlternativeNames base) {
        if (body == null) {
            return base;
        }
        SubjectAlternativeNames said =
                new SubjectAlternativeNames(
                        orNone(body.dnsNames()),
                        orNone(body.emails()),
                        orNone(body.upns()),
                        orNone(body.uris()),
                        orNone(body.ipAddresses()));
        return said.isEmpty() && isSilent(body) ? base : said;
    }

    private static boolean isSilent(SansBody body) {
        return body.dnsNames() == null
                && body.emails() == null
                && body.upns() == null
                && body.uris() == null
                && body.ipAddresses() == null;
    }

    private static List<String> orNone(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    private static List<LifetimeAction> actions(
            PolicyBody body, @Nullable CertificatePolicy base, IssuerReference issuer) {
        List<LifetimeActionBody> said = body.lifetimeActions();
        if (said != null) {
            return said.stream().map(CertificateRequests::action).toList();
        }
        return base != null && base.issuer().isUnknown() == issuer.isUnknown()
                ? base.lifetimeActions()
                : CertificatePolicy.defaultLifetimeActions(issuer);
    }

    private static LifetimeAction action(LifetimeActionBody body) {
        String type = body.actionType();
        LifetimeAction.Kind kind =
                (type == null
                                ? Optional.<LifetimeAction.Kind>empty()
                                : LifetimeAction.Kind.parse(type))
                        .orElseThrow(() ->
                                refused(
                                        "policy.lifetime_actions.action.action_type",
                                        "AutoRenew or EmailContacts"));
        if (body.lifetimePercentage() != null && body.daysBeforeExpiry() == null) {
            return new LifetimeAction(
                    new LifetimeAction.Trigger.Percentage(body.lifetimePercentage()), kind);
        }
        if (body.daysBeforeExpiry() != null && body.lifetimePercentage() == null) {
            return new LifetimeAction(
                    new LifetimeAction.Trigger.DaysBeforeExpiry(body.daysBeforeExpiry()), kind);
        }
        throw refused(
                "policy.lifetime_actions.trigger",
                "either lifetime_percentage or days_before_expiry");
    }

    private static VaultException refused(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }
}
