package dev.keyward.api.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.model.Attributes;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.vault.certificates.IssuedChain;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What audit records say of certificates, their policies, issuers and making (audit-log.md,
/// section 2).
final class CertificateAudit {
    private CertificateAudit() {}

    static void write(JsonGenerator json, AuditFields fields) throws IOException {
        AuditFields.CertificatePart certificate = fields.certificate();
        if (certificate != null) {
            certificate(json, certificate.attributes(), certificate.chain());
        }
        AuditFields.PolicyPart policy = fields.certificatePolicy();
        if (policy != null) {
            policy(json, policy.policy(), policy.enabled());
        }
        String issuer = fields.certificateIssuer();
        if (issuer != null) {
            json.writeObjectFieldStart("certificateIssuerProperties");
            json.writeStringField("provider", AuditText.clean(issuer));
            json.writeEndObject();
        }
        Boolean cancellation = fields.cancellation();
        if (cancellation != null) {
            json.writeObjectFieldStart("certificateRequestProperties");
            json.writeBooleanField("cancellationRequested", cancellation);
            json.writeEndObject();
        }
    }

    private static void certificate(
            JsonGenerator json, Attributes attributes, @Nullable IssuedChain chain)
            throws IOException {
        json.writeObjectFieldStart("certificateProperties");
        enabled(json, attributes.enabled());
        if (chain != null) {
            json.writeStringField("sha1", HexFormat.of().formatHex(chain.thumbprint()));
            json.writeStringField("sha256", HexFormat.of().formatHex(chain.sha256()));
        }
        time(json, "nbf", attributes.notBefore());
        time(json, "exp", attributes.expires());
        json.writeEndObject();
    }

    private static void policy(JsonGenerator json, CertificatePolicy policy, boolean enabled)
            throws IOException {
        json.writeObjectFieldStart("certificatePolicyProperties");
        json.writeObjectFieldStart("certificateProperties");
        json.writeStringField("subject", AuditText.clean(policy.x509().subject()));
        json.writeNumberField("validityInMonths", policy.x509().validityMonths());
        json.writeEndObject();
        json.writeObjectFieldStart("keyProperties");
        json.writeStringField("type", policy.key().parameters().kty());
        json.writeBooleanField("reuse", policy.key().reuse());
        json.writeBooleanField("export", policy.key().exportable());
        json.writeEndObject();
        json.writeObjectFieldStart("secretProperties");
        json.writeStringField("type", policy.format().contentType());
        json.writeEndObject();
        json.writeObjectFieldStart("certificateIssuerProperties");
        json.writeStringField("name", AuditText.clean(policy.issuer().name()));
        json.writeEndObject();
        enabled(json, enabled);
        json.writeEndObject();
    }

    private static void enabled(JsonGenerator json, boolean enabled) throws IOException {
        json.writeObjectFieldStart("attributes");
        json.writeBooleanField("enabled", enabled);
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String member, @Nullable Instant time)
            throws IOException {
        if (time != null) {
            json.writeStringField(member, AuditTime.text(time));
        }
    }
}
