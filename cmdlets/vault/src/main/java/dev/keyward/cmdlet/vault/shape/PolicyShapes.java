package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.IssuerReferenceBody;
import dev.keyward.wire.certificates.KeyProperties;
import dev.keyward.wire.certificates.LifetimeActionBody;
import dev.keyward.wire.certificates.PolicyBody;
import dev.keyward.wire.certificates.SansBody;
import dev.keyward.wire.certificates.X509Body;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Policies of certificates as objects, and back (cmdlets.md, section 2).
public final class PolicyShapes {
    private static final String RENEW = "AutoRenew";
    private static final String TELL = "EmailContacts";

    private PolicyShapes() {}

    public static PsObject policy(PolicyBody policy) {
        KeyProperties key = policy.key();
        X509Body x509 = policy.x509();
        SansBody names = x509.sans();
        IssuerReferenceBody issuer = policy.issuer();
        ObjectAttributes attributes = policy.attributes();
        return new PsObject(Types.CERTIFICATE_POLICY)
                .set("SecretContentType", policy.contentType())
                .set("Kty", key.kty())
                .set("KeySize", key.keySize())
                .set("Curve", key.crv())
                .set("Exportable", key.exportable())
                .set("ReuseKeyOnRenewal", key.reuseKey())
                .set("SubjectName", x509.subject())
                .set("DnsNames", array(names == null ? null : names.dnsNames()))
                .set("Emails", array(names == null ? null : names.emails()))
                .set("UserPrincipalNames", array(names == null ? null : names.upns()))
                .set("KeyUsage", array(x509.keyUsage()))
                .set("Ekus", array(x509.ekus()))
                .set("ValidityInMonths", x509.validityMonths())
                .set("IssuerName", issuer.name())
                .set("CertificateType", issuer.cty())
                .set("RenewAtNumberOfDaysBeforeExpiry", days(policy, RENEW))
                .set("RenewAtPercentageLifetime", percentage(policy, RENEW))
                .set("EmailAtNumberOfDaysBeforeExpiry", days(policy, TELL))
                .set("EmailAtPercentageLifetime", percentage(policy, TELL))
                .set("CertificateTransparency", issuer.certTransparency())
                .set("Enabled", attributes.enabled())
                .set("Created", Texts.time(attributes.created()))
                .set("Updated", Texts.time(attributes.updated()))
                .readingAs(PsObject::typeName);
    }

    private static String @Nullable [] array(@Nullable List<String> values) {
        return values == null ? null : values.toArray(String[]::new);
    }

    private static @Nullable Integer days(PolicyBody policy, String action) {
        return actions(policy, action)
                .map(LifetimeActionBody::daysBeforeExpiry)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Integer percentage(PolicyBody policy, String action) {
        return actions(policy, action)
                .map(LifetimeActionBody::lifetimePercentage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Stream<LifetimeActionBody> actions(PolicyBody policy, String action) {
        List<LifetimeActionBody> all = policy.lifetimeActions();
        return all == null
                ? Stream.empty()
                : all.stream().filter(each -> action.equals(each.actionType()));
    }

    /// A policy that was made or got, changed perhaps, and is to be sent.
    public static PolicyBody policy(PsObject policy) {
        List<String> dns = texts(policy.get("DnsNames"));
        List<String> emails = texts(policy.get("Emails"));
        List<String> upns = texts(policy.get("UserPrincipalNames"));
        boolean named = dns != null || emails != null || upns != null;
        return new PolicyBody(
                null,
                new KeyProperties(
                        choice(policy.get("Exportable")),
                        text(policy.get("Kty")),
                        number(policy.get("KeySize")),
                        choice(policy.get("ReuseKeyOnRenewal")),
                        text(policy.get("Curve"))),
                text(policy.get("SecretContentType")),
                new X509Body(
                        text(policy.get("SubjectName")),
                        named ? new SansBody(emails, dns, upns, null, null) : null,
                        texts(policy.get("Ekus")),
                        texts(policy.get("KeyUsage")),
                        number(policy.get("ValidityInMonths")),
                        null),
                actions(
                        number(policy.get("RenewAtPercentageLifetime")),
                        number(policy.get("RenewAtNumberOfDaysBeforeExpiry")),
                        number(policy.get("EmailAtPercentageLifetime")),
                        number(policy.get("EmailAtNumberOfDaysBeforeExpiry"))),
                new IssuerReferenceBody(
                        text(policy.get("IssuerName")),
                        text(policy.get("CertificateType")),
                        choice(policy.get("CertificateTransparency"))),
                ObjectAttributes.of(choice(policy.get("Enabled")), null, null));
    }

    /// @return null if none is meant, so that the service keeps or chooses its own
    private static @Nullable List<LifetimeActionBody> actions(
            @Nullable Integer renewPercentage,
            @Nullable Integer renewDays,
            @Nullable Integer tellPercentage,
            @Nullable Integer tellDays) {
        List<LifetimeActionBody> actions = new ArrayList<>();
        if (renewPercentage != null || renewDays != null) {
            actions.add(new LifetimeActionBody(renewPercentage, renewDays, RENEW));
        }
        if (tellPercentage != null || tellDays != null) {
            actions.add(new LifetimeActionBody(tellPercentage, tellDays, TELL));
        }
        return actions.isEmpty() ? null : actions;
    }

    private static @Nullable List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Object[] array -> Arrays.stream(array).map(String::valueOf).toList();
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            case Object one -> List.of(one.toString());
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }

    private static @Nullable Integer number(@Nullable Object value) {
        return value instanceof Number number ? Integer.valueOf(number.intValue()) : null;
    }

    private static @Nullable Boolean choice(@Nullable Object value) {
        return value instanceof Boolean choice ? choice : null;
    }
}
