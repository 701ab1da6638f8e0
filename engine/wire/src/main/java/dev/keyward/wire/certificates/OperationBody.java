package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The making of a certificate's version, as answers show it.
///
/// @param id such as `https://v.../certificates/n/pending`
/// @param csr PKCS#10 in DER
/// @param status `inProgress`, `completed`, `cancelled` or `failed`
/// @param error only where it failed
/// @param target id of the certificate without version; only where it is completed
/// @param preserveCertOrder since api-version 7.6-preview.2
/// @param requestId 32 hexadecimal digits
public record OperationBody(
        String id,
        IssuerReferenceBody issuer,
        byte[] csr,
        boolean cancellationRequested,
        String status,
        @Nullable String statusDetails,
        @Nullable Failure error,
        @Nullable String target,
        @Nullable Boolean preserveCertOrder,
        String requestId)
        implements WireBody {
    public static OperationBody read(JsonReader in) {
        String id = null;
        IssuerReferenceBody issuer = IssuerReferenceBody.NONE;
        byte[] csr = null;
        boolean cancellationRequested = false;
        String status = null;
        String statusDetails = null;
        Failure error = null;
        String target = null;
        Boolean preserveCertOrder = null;
        String requestId = "";
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "issuer" -> issuer = in.object(IssuerReferenceBody::read);
                case "csr" -> csr = in.base64Either();
                case "cancellation_requested" -> cancellationRequested = in.bool();
                case "status" -> status = in.text();
                case "status_details" -> statusDetails = in.text();
                case "error" -> error = in.object(Failure::read);
                case "target" -> target = in.text();
                case "preserveCertOrder" -> preserveCertOrder = in.bool();
                case "request_id" -> requestId = in.text();
                default -> in.skip();
            }
        }
        return new OperationBody(
                Required.member("id", id),
                issuer,
                Required.member("csr", csr),
                cancellationRequested,
                Required.member("status", status),
                statusDetails,
                error,
                target,
                preserveCertOrder,
                requestId);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.object("issuer", issuer);
        out.text("csr", Base64.getEncoder().encodeToString(csr));
        out.bool("cancellation_requested", cancellationRequested);
        out.text("status", status);
        out.text("status_details", statusDetails);
        out.object("error", error);
        out.text("target", target);
        out.bool("preserveCertOrder", preserveCertOrder);
        out.text("request_id", requestId);
    }

    @Override
    public String toString() {
        return "OperationBody[" + id + "]";
    }

    /// Why it failed.
    public record Failure(String code, @Nullable String message) implements WireBody {
        static Failure read(JsonReader in) {
            String code = "";
            String message = null;
            while (in.next()) {
                switch (in.member()) {
                    case "code" -> code = in.text();
                    case "message" -> message = in.text();
                    default -> in.skip();
                }
            }
            return new Failure(code, message);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("code", code);
            out.text("message", message);
        }
    }
}
