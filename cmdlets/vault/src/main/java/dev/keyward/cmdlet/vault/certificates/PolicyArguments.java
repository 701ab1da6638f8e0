package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.shape.PolicyShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.KeyProperties;
import dev.keyward.wire.certificates.PolicyBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The policy that arguments say.
final class PolicyArguments {
    private static final List<String> TRIGGERS =
            List.of(
                    "RenewAtNumberOfDaysBeforeExpiry",
                    "RenewAtPercentageLifetime",
                    "EmailAtNumberOfDaysBeforeExpiry",
                    "EmailAtPercentageLifetime");

    private PolicyArguments() {}

    /// A new policy, with the defaults of the modules.
    ///
    /// @throws Refusal if there's more than one trigger
    static PolicyBody created(Run run) {
        PolicyBody given = changed(run);
        KeyProperties key = given.key();
        boolean ec = key.kty() != null ? key.kty().startsWith("EC") : key.crv() != null;
        String curve = ec && key.crv() == null ? curve(key.keySize()) : key.crv();
        Integer size = key.keySize() == null ? bits(curve) : key.keySize();
        return new PolicyBody(
                null,
                new KeyProperties(
                        !run.flag("KeyNotExportable"),
                        key.kty() != null ? key.kty() : ec ? "EC" : "RSA",
                        size,
                        run.flag("ReuseKeyOnRenewal"),
                        curve),
                given.contentType(),
                given.x509(),
                given.lifetimeActions(),
                given.issuer(),
                ObjectAttributes.of(!run.flag("Disabled"), null, null));
    }

    private static String curve(@Nullable Integer bits) {
        return switch (bits) {
            case null -> "P-256";
            case 384 -> "P-384";
            case 521 -> "P-521";
            default -> "P-256";
        };
    }

    private static Integer bits(@Nullable String curve) {
        return switch (curve) {
            case null -> 2048;
            case "P-384" -> 384;
            case "P-521" -> 521;
            default -> 256;
        };
    }

    /// What is given, over the policy object where there's one.
    ///
    /// @throws Refusal if there's more than one trigger
    static PolicyBody changed(Run run) {
        if (TRIGGERS.stream().filter(run::has).count() > 1) {
            throw Refusal.of(
                    "Only one of the values of " + String.join(", ", TRIGGERS) + " can be set.");
        }
        PsObject policy = run.arguments().as(PsObject.class, "InputObject");
        PsObject changed = policy == null ? new PsObject(Types.CERTIFICATE_POLICY) : policy.copy();
        if (TRIGGERS.stream().anyMatch(run::has)) {
            TRIGGERS.forEach(trigger -> changed.set(trigger, run.arguments().get(trigger)));
        }
        Map.of(
                        "SecretContentType", "SecretContentType",
                        "KeyType", "Kty",
                        "KeySize", "KeySize",
                        "SubjectName", "SubjectName",
                        "DnsName", "DnsNames",
                        "Ekus", "Ekus",
                        "ValidityInMonths", "ValidityInMonths",
                        "IssuerName", "IssuerName",
                        "CertificateType", "CertificateType",
                        "CertificateTransparency", "CertificateTransparency")
                .forEach((parameter, property) -> {
                    if (run.has(parameter)) {
                        changed.set(property, run.arguments().get(parameter));
                    }
                });
        if (run.has("Curve")) {
            String curve = run.required("Curve");
            changed.set("Curve", curve.equalsIgnoreCase("SECP256K1") ? "P-256K" : curve);
        }
        if (run.has("KeyUsage")) {
            changed.set("KeyUsage", usages(run.arguments().texts("KeyUsage")));
        }
        if (run.has("ReuseKeyOnRenewal")) {
            changed.set("ReuseKeyOnRenewal", run.flag("ReuseKeyOnRenewal"));
        }
        if (run.has("KeyNotExportable")) {
            changed.set("Exportable", !run.flag("KeyNotExportable"));
        }
        if (run.has("Disabled")) {
            changed.set("Enabled", !run.flag("Disabled"));
        }
        return PolicyShapes.policy(changed);
    }

    /// .NET's names of flags as the service's words.
    private static String[] usages(List<String> names) {
        return names.stream()
                .filter(name -> !name.equalsIgnoreCase("None"))
                .map(name -> KeyUsage.parse(name).map(KeyUsage::word).orElse(name))
                .toArray(String[]::new);
    }
}
