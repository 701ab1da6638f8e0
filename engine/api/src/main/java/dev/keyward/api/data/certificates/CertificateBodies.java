package dev.keyward.api.data.certificates;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.data.objects.Cursors;
import dev.keyward.api.data.objects.ObjectShape;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.Attributes;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.LifetimeAction;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.certificates.Certificate;
import dev.keyward.vault.certificates.CertificateOperation;
import dev.keyward.vault.certificates.HeldPolicy;
import dev.keyward.vault.certificates.IssuedChain;
import dev.keyward.vault.certificates.OperationStatus;
import dev.keyward.vault.certificates.ShownCertificate;
import dev.keyward.vault.certificates.VaultCertificates;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.CertificateBundle;
import dev.keyward.wire.certificates.CertificateItem;
import dev.keyward.wire.certificates.IssuerReferenceBody;
import dev.keyward.wire.certificates.KeyProperties;
import dev.keyward.wire.certificates.LifetimeActionBody;
import dev.keyward.wire.certificates.OperationBody;
import dev.keyward.wire.certificates.PolicyBody;
import dev.keyward.wire.certificates.SansBody;
import dev.keyward.wire.certificates.X509Body;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Certificates, their policies and operations as answers show them.
final class CertificateBodies {
    private final VaultCertificates certificates;

    CertificateBodies(VaultCertificates certificates) {
        this.certificates = certificates;
    }

    ObjectShape<Certificate, CertificateItem> shape() {
        return new ObjectShape<>(
                Certificate::name,
                Certificate::version,
                this::bundle,
                CertificateBodies::item,
                this::audited,
                CertificateBodies::isListed);
    }

    /// What isn't issued yet is listed only for who asks.
    private static boolean isListed(Exchange exchange, Certificate certificate) {
        return certificate.chain() != null
                || exchange.query()
                        .get(Cursors.PENDING)
                        .filter("true"::equalsIgnoreCase)
                        .isPresent();
    }

    static String id(Exchange exchange, ObjectName name) {
        return Bodies.id(exchange, ObjectKind.CERTIFICATE, name);
    }

    CertificateBundle bundle(Exchange exchange, Certificate certificate) {
        return bundle(exchange, certificates.shown(exchange.vault(), certificate));
    }

    static CertificateBundle bundle(Exchange exchange, ShownCertificate shown) {
        Certificate certificate = shown.certificate();
        HeldPolicy policy = shown.policy();
        ObjectName name = certificate.name();
        String version = "/" + certificate.version();
        IssuedChain chain = certificate.chain();
        return new CertificateBundle(
                id(exchange, name) + version,
                chain == null ? null : Bodies.id(exchange, ObjectKind.KEY, name) + version,
                chain == null ? null : Bodies.id(exchange, ObjectKind.SECRET, name) + version,
                chain == null ? null : chain.thumbprint(),
                chain == null ? null : chain.leafDer(),
                Bodies.attributes(exchange, certificate.attributes()),
                Bodies.tags(certificate.tags()),
                policy == null ? null : policy(exchange, name, policy),
                order(exchange, certificate.preserveOrder()),
                shown.hasOperation() ? id(exchange, name) + "/pending" : null,
                Bodies.deletion(exchange, ObjectKind.CERTIFICATE, name, certificate.deletion()));
    }

    /// The service's lines say nothing of recovery.
    private static CertificateItem item(Exchange exchange, Certificate certificate, String id) {
        Attributes attributes = certificate.attributes();
        IssuedChain chain = certificate.chain();
        return new CertificateItem(
                id,
                chain == null ? null : chain.thumbprint(),
                new ObjectAttributes(
                        attributes.enabled(),
                        attributes.notBefore(),
                        attributes.expires(),
                        attributes.created(),
                        attributes.updated(),
                        null,
                        null,
                        null),
                Bodies.tags(certificate.tags()),
                Bodies.deletion(
                        exchange,
                        ObjectKind.CERTIFICATE,
                        certificate.name(),
                        certificate.deletion()));
    }

    static PolicyBody policy(Exchange exchange, ObjectName name, HeldPolicy held) {
        CertificatePolicy policy = held.policy();
        return new PolicyBody(
                id(exchange, name) + "/policy",
                key(policy),
                policy.format().contentType(),
                x509(policy.x509(), ApiVersion.V2025_06_01_PREVIEW.isKnownTo(exchange)),
                policy.lifetimeActions().stream().map(CertificateBodies::action).toList(),
                issuer(policy.issuer()),
                new ObjectAttributes(
                        held.enabled(),
                        null,
                        null,
                        held.created(),
                        held.updated(),
                        null,
                        null,
                        null));
    }

    private static KeyProperties key(CertificatePolicy policy) {
        KeyParameters parameters = policy.key().parameters();
        return new KeyProperties(
                policy.key().exportable(),
                parameters.kty(),
                switch (parameters) {
                    case KeyParameters.Rsa rsa -> rsa.modulusBits();
                    case KeyParameters.Ec ec -> ec.curve().bits();
                    case KeyParameters.Oct _, KeyParameters.Akp _, KeyParameters.Okp _ -> null;
                },
                policy.key().reuse(),
                parameters instanceof KeyParameters.Ec ec ? ec.curve().joseName() : null);
    }

    private static X509Body x509(X509Properties x509, boolean namesOfAllKinds) {
        SubjectAlternativeNames names = x509.alternativeNames();
        return new X509Body(
                x509.subject(),
                new SansBody(
                        orAbsent(names.emails()),
                        orAbsent(names.dnsNames()),
                        orAbsent(names.upns()),
                        namesOfAllKinds ? orAbsent(names.uris()) : null,
                        namesOfAllKinds ? orAbsent(names.ipAddresses()) : null),
                x509.extendedKeyUsage(),
                x509.keyUsage().stream().map(KeyUsage::word).toList(),
                x509.validityMonths(),
                false);
    }

    private static @Nullable List<String> orAbsent(List<String> values) {
        return values.isEmpty() ? null : values;
    }

    private static LifetimeActionBody action(LifetimeAction action) {
        return switch (action.trigger()) {
            case LifetimeAction.Trigger.Percentage(int percent) ->
                    new LifetimeActionBody(percent, null, action.kind().word());
            case LifetimeAction.Trigger.DaysBeforeExpiry(int days) ->
                    new LifetimeActionBody(null, days, action.kind().word());
        };
    }

    private static IssuerReferenceBody issuer(IssuerReference issuer) {
        return new IssuerReferenceBody(
                issuer.name(), issuer.certificateType(), issuer.certificateTransparency());
    }

    static OperationBody operation(Exchange exchange, CertificateOperation operation) {
        String certificate = id(exchange, operation.name());
        OperationStatus status = operation.status();
        return new OperationBody(
                certificate + "/pending",
                issuer(operation.issuer()),
                operation.request(),
                operation.cancellationRequested(),
                switch (status) {
                    case OperationStatus.InProgress _ -> "inProgress";
                    case OperationStatus.Completed _ -> "completed";
                    case OperationStatus.Canceled _ -> "cancelled";
                    case OperationStatus.Failed _ -> "failed";
                },
                status instanceof OperationStatus.InProgress(var details) ? details : null,
                status instanceof OperationStatus.Failed(var code, var message)
                        ? new OperationBody.Failure(code, message)
                        : null,
                status instanceof OperationStatus.Completed ? certificate : null,
                order(exchange, operation.preserveOrder()),
                operation.requestId());
    }

    private static @Nullable Boolean order(Exchange exchange, boolean preserved) {
        return ApiVersion.V7_6_PREVIEW_2.isKnownTo(exchange) ? preserved : null;
    }

    /// Tells the audit record which certificate it was.
    private void audited(Exchange exchange, Certificate certificate) {
        exchange.audit().certificate(certificate.attributes(), certificate.chain());
    }
}
