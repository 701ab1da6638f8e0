package dev.keyward.vault.certificates;

import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The making of a version as its row keeps it.
///
/// @param enabled whether it shall be once it is made
/// @param policy as it was when the certificate was asked for
/// @param pkcs8 of the new key; null once the version has it
/// @param order with the issuer
record Enrolment(
        CertificateOperation operation,
        boolean enabled,
        CertificatePolicy policy,
        @Nullable SecretBytes pkcs8,
        Order order)
        implements AutoCloseable {
    /// Wipes the key.
    @Override
    public void close() {
        if (pkcs8 != null) {
            pkcs8.close();
        }
    }

    /// How the order stands with the issuer.
    ///
    /// @param next when to take the next step; null for never
    /// @param failures how often in a row the issuer couldn't be reached
    /// @param progress what the issuer wants to know at its next step
    record Order(@Nullable Instant next, int failures, @Nullable SecretBytes progress) {
        static final Order NONE = new Order(null, 0, null);
    }

    /// The usual words of one in progress, for the eyes of whoever asks.
    static String details(IssuerReference issuer) {
        return issuer.isUnknown()
                ? "Pending certificate created. Please Perform Merge to complete the request."
                : "Pending certificate created. Certificate request is in progress. This may take"
                        + " some time based on the issuer provider. Please check again later.";
    }

    boolean isInProgress() {
        return operation.status() instanceof OperationStatus.InProgress;
    }

    /// It goes on when somebody brings the certificate, and no issuer is asked.
    boolean waitsForMerge() {
        return isInProgress() && operation.issuer().isUnknown();
    }

    Enrolment with(OperationStatus status) {
        return new Enrolment(
                operation(status, operation.cancellationRequested()),
                enabled,
                policy,
                status instanceof OperationStatus.Completed ? null : pkcs8,
                Order.NONE);
    }

    Enrolment with(OperationStatus.InProgress status, Order next) {
        return new Enrolment(
                operation(status, operation.cancellationRequested()), enabled, policy, pkcs8, next);
    }

    Enrolment withOrder(Order next) {
        return new Enrolment(operation, enabled, policy, pkcs8, next);
    }

    Enrolment cancellationRequested(Instant now) {
        return new Enrolment(
                operation(operation.status(), true),
                enabled,
                policy,
                pkcs8,
                new Order(now, order.failures(), order.progress()));
    }

    private CertificateOperation operation(OperationStatus status, boolean cancellationRequested) {
        return new CertificateOperation(
                operation.name(),
                operation.version(),
                operation.requestId(),
                operation.issuer(),
                operation.request(),
                status,
                cancellationRequested,
                operation.preserveOrder());
    }

    ObjectVersion version() {
        return operation.version();
    }

    ObjectName name() {
        return operation.name();
    }

    @Override
    public String toString() {
        return "Enrolment[" + operation + "]";
    }
}
