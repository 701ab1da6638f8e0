package dev.keyward.vault.certificates;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.vault.rows.Times;
import dev.keyward.vault.stored.SideCodec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// State and request in clear; policy, private key and the issuer's own notes sealed.
final class EnrolmentCodec implements SideCodec<Enrolment> {
    static final String LABEL = "certificate-operation";
    private static final String PAYLOAD = "certificate-operation-payload";
    private static final String IN_PROGRESS = "inProgress";
    private static final String COMPLETED = "completed";
    private static final String CANCELED = "canceled";
    private static final String FAILED = "failed";

    @Override
    public byte[] clear(Enrolment enrolment) {
        CertificateOperation operation = enrolment.operation();
        CanonicalWriter out =
                CanonicalWriter.of(LABEL, 1)
                        .text(operation.name().value())
                        .text(operation.requestId())
                        .text(enrolment.version().value())
                        .flag(enrolment.enabled())
                        .flag(operation.cancellationRequested())
                        .flag(operation.preserveOrder())
                        .bytes(operation.request());
        PolicyCodec.write(out, operation.issuer());
        switch (operation.status()) {
            case OperationStatus.InProgress(var details) ->
                    out.text(IN_PROGRESS).text(details).text(null);
            case OperationStatus.Completed _ -> out.text(COMPLETED).text(null).text(null);
            case OperationStatus.Canceled _ -> out.text(CANCELED).text(null).text(null);
            case OperationStatus.Failed(var code, var message) ->
                    out.text(FAILED).text(code).text(message);
        }
        Times.write(out, enrolment.order().next());
        return out.number(enrolment.order().failures()).toBytes();
    }

    @Override
    public SecretBytes payload(Enrolment enrolment) {
        CanonicalWriter out = CanonicalWriter.of(PAYLOAD, 1);
        PolicyCodec.write(out, enrolment.policy());
        return out.secret(enrolment.pkcs8()).secret(enrolment.order().progress()).toSecretBytes();
    }

    /// The parts of the payload.
    private record Sealed(
            CertificatePolicy policy,
            @Nullable SecretBytes pkcs8,
            @Nullable SecretBytes progress) {}

    @Override
    public Enrolment read(byte[] clear, @Nullable SecretBytes payload) {
        if (payload == null) {
            throw CanonicalReader.malformed(LABEL);
        }
        Sealed sealed =
                CanonicalReader.read(
                        payload,
                        PAYLOAD,
                        in -> {
                            in.expectFormat(1);
                            return new Sealed(
                                    PolicyCodec.policy(in),
                                    in.optionalSecret(),
                                    in.optionalSecret());
                        });
        return CanonicalReader.read(clear, LABEL, in -> read(in.expectFormat(1), sealed));
    }

    private static Enrolment read(CanonicalReader in, Sealed sealed) {
        ObjectName name = new ObjectName(in.text());
        String requestId = in.text();
        ObjectVersion version = new ObjectVersion(in.text());
        boolean enabled = in.flag();
        boolean cancellationRequested = in.flag();
        boolean preserveOrder = in.flag();
        byte[] request = in.bytes();
        IssuerReference issuer = PolicyCodec.issuer(in);
        String word = in.text();
        String first = in.optionalText();
        String second = in.optionalText();
        OperationStatus status =
                switch (word) {
                    case IN_PROGRESS -> new OperationStatus.InProgress(first == null ? "" : first);
                    case COMPLETED -> new OperationStatus.Completed();
                    case CANCELED -> new OperationStatus.Canceled();
                    case FAILED -> new OperationStatus.Failed(first == null ? "" : first, second);
                    default -> throw CanonicalReader.malformed(LABEL);
                };
        Instant next = Times.read(in);
        return new Enrolment(
                new CertificateOperation(
                        name,
                        version,
                        requestId,
                        issuer,
                        request,
                        status,
                        cancellationRequested,
                        preserveOrder),
                enabled,
                sealed.policy,
                sealed.pkcs8,
                new Enrolment.Order(next, in.smallNumber(), sealed.progress));
    }

    @Override
    public long dueEpochSecond(Enrolment enrolment) {
        Instant next = enrolment.order().next();
        return next == null ? 0 : next.getEpochSecond();
    }

    /// An order can't be had twice.
    @Override
    public boolean isBackedUp() {
        return false;
    }
}
