package dev.keyward.vault.certificates;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.certificates.CertificateKey;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.LifetimeAction;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.rows.Times;
import dev.keyward.vault.stored.SideCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Times in clear; the policy itself, which names people and hosts, sealed.
final class PolicyCodec implements SideCodec<PolicyState> {
    static final String LABEL = "certificate-policy";
    private static final String PAYLOAD = "certificate-policy-payload";

    @Override
    public byte[] clear(PolicyState state) {
        HeldPolicy held = state.held();
        CanonicalWriter out =
                CanonicalWriter.of(LABEL, 1)
                        .flag(held.enabled())
                        .number(held.created().getEpochSecond())
                        .number(held.updated().getEpochSecond());
        Times.write(out, state.emailed());
        Times.write(out, state.next());
        return out.toBytes();
    }

    @Override
    public SecretBytes payload(PolicyState state) {
        CanonicalWriter out = CanonicalWriter.of(PAYLOAD, 1);
        write(out, state.held().policy());
        return out.toSecretBytes();
    }

    @Override
    public PolicyState read(byte[] clear, @Nullable SecretBytes payload) {
        if (payload == null) {
            throw CanonicalReader.malformed(LABEL);
        }
        CertificatePolicy policy =
                CanonicalReader.read(payload, PAYLOAD, in -> policy(in.expectFormat(1)));
        return CanonicalReader.read(
                clear,
                LABEL,
                in -> {
                    in.expectFormat(1);
                    return new PolicyState(
                            new HeldPolicy(
                                    policy,
                                    in.flag(),
                                    Instant.ofEpochSecond(in.number()),
                                    Instant.ofEpochSecond(in.number())),
                            Times.read(in),
                            Times.read(in));
                });
    }

    @Override
    public long dueEpochSecond(PolicyState state) {
        Instant next = state.next();
        return next == null ? 0 : next.getEpochSecond();
    }

    @Override
    public boolean isBackedUp() {
        return true;
    }

    static void write(CanonicalWriter out, CertificatePolicy policy) {
        writeKey(out, policy.key().parameters());
        out.flag(policy.key().exportable())
                .flag(policy.key().reuse())
                .text(policy.format().contentType());
        X509Properties x509 = policy.x509();
        SubjectAlternativeNames names = x509.alternativeNames();
        out.text(x509.subject())
                .texts(names.dnsNames())
                .texts(names.emails())
                .texts(names.upns())
                .texts(names.uris())
                .texts(names.ipAddresses())
                .texts(x509.extendedKeyUsage())
                .texts(x509.keyUsage().stream().map(KeyUsage::word).toList())
                .number(x509.validityMonths())
                .count(policy.lifetimeActions().size());
        for (LifetimeAction action : policy.lifetimeActions()) {
            out.text(action.kind().word());
            switch (action.trigger()) {
                case LifetimeAction.Trigger.Percentage(int percent) ->
                        out.flag(true).number(percent);
                case LifetimeAction.Trigger.DaysBeforeExpiry(int days) ->
                        out.flag(false).number(days);
            }
        }
        write(out, policy.issuer());
    }

    static CertificatePolicy policy(CanonicalReader in) {
        KeyParameters parameters = key(in);
        CertificateKey key = new CertificateKey(parameters, in.flag(), in.flag());
        SecretFormat format =
                SecretFormat.parse(in.text()).orElseThrow(() -> CanonicalReader.malformed(LABEL));
        String subject = in.text();
        SubjectAlternativeNames names =
                new SubjectAlternativeNames(
                        in.texts(), in.texts(), in.texts(), in.texts(), in.texts());
        X509Properties x509 =
                new X509Properties(
                        subject,
                        names,
                        in.texts(),
                        in.texts().stream()
                                .map(word ->
                                        KeyUsage.parse(word)
                                                .orElseThrow(
                                                        () -> CanonicalReader.malformed(LABEL)))
                                .toList(),
                        in.smallNumber());
        int count = in.count();
        List<LifetimeAction> actions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            LifetimeAction.Kind kind =
                    LifetimeAction.Kind.parse(in.text())
                            .orElseThrow(() -> CanonicalReader.malformed(LABEL));
            boolean percent = in.flag();
            int number = in.smallNumber();
            actions.add(
                    new LifetimeAction(
                            percent
                                    ? new LifetimeAction.Trigger.Percentage(number)
                                    : new LifetimeAction.Trigger.DaysBeforeExpiry(number),
                            kind));
        }
        return new CertificatePolicy(key, format, x509, actions, issuer(in));
    }

    static void write(CanonicalWriter out, IssuerReference issuer) {
        Boolean transparency = issuer.certificateTransparency();
        out.text(issuer.name())
                .text(issuer.certificateType())
                .text(transparency == null ? null : transparency.toString());
    }

    static IssuerReference issuer(CanonicalReader in) {
        String name = in.text();
        String type = in.optionalText();
        String transparency = in.optionalText();
        return new IssuerReference(
                name, type, transparency == null ? null : Boolean.valueOf(transparency));
    }

    private static void writeKey(CanonicalWriter out, KeyParameters parameters) {
        switch (parameters) {
            case KeyParameters.Rsa rsa -> out.text(rsa.kty()).number(rsa.modulusBits());
            case KeyParameters.Ec ec -> out.text(ec.kty()).text(ec.curve().joseName());
            case KeyParameters.Oct _, KeyParameters.Akp _, KeyParameters.Okp _ ->
                    throw Bug.because("a certificate for a key that is neither RSA nor EC");
        }
    }

    private static KeyParameters key(CanonicalReader in) {
        return switch (in.text()) {
            case "RSA" -> new KeyParameters.Rsa(in.smallNumber());
            case "EC" -> {
                String name = in.text();
                for (Curve curve : Curve.values()) {
                    if (curve.joseName().equals(name)) {
                        yield new KeyParameters.Ec(curve);
                    }
                }
                throw CanonicalReader.malformed(LABEL);
            }
            default -> throw CanonicalReader.malformed(LABEL);
        };
    }
}
