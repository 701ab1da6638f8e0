package dev.keyward.api.data.certificates;

import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Plan;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.vault.certificates.Certificate;
import dev.keyward.vault.certificates.CertificateImport;
import dev.keyward.vault.certificates.CertificateOperation;
import dev.keyward.vault.certificates.Enrolments;
import dev.keyward.vault.certificates.HeldPolicy;
import dev.keyward.vault.certificates.NewCertificate;
import dev.keyward.vault.certificates.OperationStatus;
import dev.keyward.vault.certificates.VaultCertificates;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.wire.certificates.CancellationRequest;
import dev.keyward.wire.certificates.CertificateCreateParameters;
import dev.keyward.wire.certificates.CertificateImportParameters;
import dev.keyward.wire.certificates.CertificateMergeParameters;
import dev.keyward.wire.certificates.CertificateUpdateParameters;
import dev.keyward.wire.certificates.PolicyBody;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The operations on certificates, their policies and their making (data-plane-certificates.md,
/// section 1, 11 to 21).
final class CertificateHandlers {
    private static final String PKCS10 = "application/pkcs10";

    /// Seconds, as the service says.
    private static final String RETRY_AFTER = "10";

    private final VaultCertificates certificates;
    private final Enrolments enrolments;
    private final CertificateBodies bodies;
    private final Runnable soon;

    /// @param soon has the background work done without delay
    CertificateHandlers(
            VaultCertificates certificates,
            Enrolments enrolments,
            CertificateBodies bodies,
            Runnable soon) {
        this.certificates = certificates;
        this.enrolments = enrolments;
        this.bodies = bodies;
        this.soon = soon;
    }

    /// Answers what was begun; a certificate that signs itself is done by the time of the answer.
    ApiResponse create(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        NewCertificate wanted =
                CertificateRequests.create(CertificateCreateParameters.parse(exchange.body()));
        CertificateOperation begun =
                exchange.await(
                        certificates.create(
                                exchange.vault(), name, wanted, begun(exchange, wanted)));
        takeOn(exchange, begun);
        return progress(exchange, 202, begun).with("Location", location(exchange, begun));
    }

    private static Evidence<CertificateOperation> begun(Exchange exchange, NewCertificate wanted) {
        return _ -> {
            NewCertificate.PolicyWish wish = wanted.policy();
            if (wish != null) {
                exchange.audit().certificatePolicy(wish.policy(), wish.enabled());
            }
            return exchange.evidence(202).get();
        };
    }

    /// What asks nobody outside is done at once, the rest in the background.
    private void takeOn(Exchange exchange, CertificateOperation operation) {
        IssuerReference issuer = operation.issuer();
        if (issuer.isSelf() || issuer.isUnknown()) {
            enrolments.proceed(exchange.vault().id(), operation.name());
        } else {
            soon.run();
        }
    }

    private static ApiResponse progress(
            Exchange exchange, int status, CertificateOperation operation) {
        ApiResponse answer =
                ApiResponse.json(status, CertificateBodies.operation(exchange, operation).toJson());
        return operation.status() instanceof OperationStatus.InProgress
                ? answer.with("Retry-After", RETRY_AFTER)
                : answer;
    }

    private static String location(Exchange exchange, CertificateOperation operation) {
        return CertificateBodies.id(exchange, operation.name())
                + "/pending?api-version="
                + exchange.apiVersion()
                + "&request_id="
                + operation.requestId();
    }

    ApiResponse importCertificate(Exchange exchange) {
        return importCertificate(exchange, CertificateImportParameters.parse(exchange.body()));
    }

    /// Wipes file and password, whatever becomes of them.
    ApiResponse importCertificate(Exchange exchange, CertificateImportParameters body) {
        try (body;
                CertificateImport wanted = CertificateRequests.importing(body, exchange::pause)) {
            Certificate imported =
                    exchange.await(
                            certificates.importCertificate(
                                    exchange.vault(),
                                    Bodies.name(exchange),
                                    wanted,
                                    recorded(exchange, 200)));
            return Bodies.ok(bodies.bundle(exchange, imported));
        }
    }

    Plan get(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        String version = Bodies.version(exchange);
        return certificates
                .inMemory(exchange.vault(), name, version)
                .map(found ->
                        Plan.of(
                                Cost.MEMORY,
                                () -> {
                                    audited(exchange, found.certificate());
                                    return Bodies.ok(CertificateBodies.bundle(exchange, found));
                                }))
                .orElseGet(() -> Plan.of(Cost.STORE, () -> get(exchange, name, version)));
    }

    private ApiResponse get(Exchange exchange, ObjectName name, @Nullable String version) {
        Certificate found = certificates.get(exchange.vault(), name, version);
        audited(exchange, found);
        return Bodies.ok(bodies.bundle(exchange, found));
    }

    private static void audited(Exchange exchange, Certificate certificate) {
        exchange.audit().certificate(certificate.attributes(), certificate.chain());
    }

    ApiResponse update(Exchange exchange) {
        CertificateUpdateParameters body = CertificateUpdateParameters.parse(exchange.body());
        Certificate changed =
                exchange.await(
                        certificates.update(
                                exchange.vault(),
                                Bodies.name(exchange),
                                Bodies.version(exchange),
                                CertificateRequests.change(body),
                                recorded(exchange, 200)));
        return Bodies.ok(bodies.bundle(exchange, changed));
    }

    private static Evidence<Certificate> recorded(Exchange exchange, int status) {
        return certificate -> {
            audited(exchange, certificate);
            return exchange.evidence(status).get();
        };
    }

    // --- the policy

    ApiResponse getPolicy(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        // The policy of what is deleted, or was never there, is no more found than that itself.
        // There is no certificate without a policy; it may be purged between the two reads.
        certificates.get(exchange.vault(), name, null);
        HeldPolicy held =
                certificates
                        .policy(exchange.vault(), name)
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.ObjectNotFound(
                                                ObjectKind.CERTIFICATE, name.value(), null)));
        exchange.audit().certificatePolicy(held.policy(), held.enabled());
        return Bodies.ok(CertificateBodies.policy(exchange, name, held));
    }

    ApiResponse updatePolicy(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        PolicyBody body = PolicyBody.parse(exchange.body());
        HeldPolicy changed =
                exchange.await(
                        certificates.updatePolicy(
                                exchange.vault(),
                                name,
                                old -> CertificateRequests.policy(body, old),
                                body.attributes().enabled(),
                                held -> {
                                    exchange.audit()
                                            .certificatePolicy(held.policy(), held.enabled());
                                    return exchange.evidence(200).get();
                                }));
        return Bodies.ok(CertificateBodies.policy(exchange, name, changed));
    }

    // --- its making

    /// Whoever waits for a step of an outside issuer that is due doesn't wait for the minute too.
    ApiResponse getOperation(Exchange exchange) {
        CertificateOperation operation =
                certificates.operation(
                        exchange.vault(),
                        Bodies.name(exchange),
                        exchange.query().get("request_id").orElse(null));
        if (operation.status() instanceof OperationStatus.InProgress
                && !operation.issuer().isUnknown()) {
            soon.run();
        }
        return exchange.header("accept").filter(PKCS10::equals).isPresent()
                ? signingRequest(operation)
                : progress(exchange, 200, operation);
    }

    /// What the clients before the present ones ask for by its media type: the signing request
    /// alone, as one line of base64 (`GetPendingCertificateSigningRequest` of "track 1").
    private static ApiResponse signingRequest(CertificateOperation operation) {
        return ApiResponse.json(200, Base64.getEncoder().encode(operation.request()))
                .with("Content-Type", PKCS10);
    }

    ApiResponse updateOperation(Exchange exchange) {
        CancellationRequest body = CancellationRequest.parse(exchange.body());
        if (!body.cancellationRequested()) {
            throw new VaultException(new VaultError.BadParameter("cancellation_requested", "true"));
        }
        exchange.audit().cancellation(true);
        CertificateOperation asked =
                exchange.await(
                        certificates.cancel(
                                exchange.vault(),
                                Bodies.name(exchange),
                                _ -> exchange.evidence(200).get()));
        takeOn(exchange, asked);
        return Bodies.ok(CertificateBodies.operation(exchange, asked));
    }

    ApiResponse deleteOperation(Exchange exchange) {
        CertificateOperation removed =
                exchange.await(
                        certificates.deleteOperation(
                                exchange.vault(),
                                Bodies.name(exchange),
                                _ -> exchange.evidence(200).get()));
        return Bodies.ok(CertificateBodies.operation(exchange, removed));
    }

    ApiResponse merge(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        CertificateMergeParameters body = CertificateMergeParameters.parse(exchange.body());
        Certificate merged =
                exchange.await(
                        certificates.merge(
                                exchange.vault(),
                                name,
                                CertificateRequests.merge(body),
                                recorded(exchange, 201)));
        return ApiResponse.json(201, bodies.bundle(exchange, merged).toJson())
                .with(
                        "Location",
                        location(exchange, certificates.operation(exchange.vault(), name, null)));
    }
}
