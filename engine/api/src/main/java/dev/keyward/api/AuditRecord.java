package dev.keyward.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.keyward.directory.Caller;
import dev.keyward.directory.Decision;
import dev.keyward.model.Attributes;
import dev.keyward.model.Bug;
import dev.keyward.model.Guids;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.VaultException;
import dev.keyward.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the audit record of a request in Azure's form (audit-log reference, section 2): one JSON
/// object, no line ends, ASCII. Members are named here one by one; no body, token, header but the
/// user agent, or unknown query parameter gets in.
///
/// `resultType` is always `Success`, as Azure has it; `properties.succeeded` is ours and says what
/// its name says.
final class AuditRecord {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String OBJECT_ID =
            "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private static final String UPN = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn";

    private final Exchange exchange;
    private final JsonGenerator json;

    private AuditRecord(Exchange exchange, JsonGenerator json) {
        this.exchange = exchange;
        this.json = json;
    }

    /// @param description the message sent to the caller, null on success
    static byte[] of(Exchange exchange, int status, @Nullable String description) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            new AuditRecord(exchange, json).write(status, description);
        } catch (IOException impossible) {
            throw Bug.because("memory refused an audit record", impossible);
        }
        return out.toByteArray();
    }

    private void write(int status, @Nullable String description) throws IOException {
        Operation operation = exchange.operation();
        json.writeStartObject();
        json.writeStringField("time", AuditTime.text(exchange.received()));
        json.writeStringField("category", category().word());
        json.writeStringField(
                "operationName",
                isRefusedToken(status)
                        ? "Authentication"
                        : operation == null ? "UnknownOperation" : operation.name());
        String version = apiVersion();
        if (!version.isEmpty()) {
            json.writeStringField("operationVersion", AuditText.clean(version));
        }
        json.writeStringField("resultType", "Success");
        json.writeStringField("resultSignature", Reason.phrase(status));
        if (description != null) {
            json.writeStringField("resultDescription", AuditText.clean(description));
        }
        json.writeStringField("durationMs", Long.toString(exchange.elapsedMillis()));
        json.writeStringField("callerIpAddress", exchange.request().peer());
        json.writeStringField("correlationId", correlation());
        json.writeObjectFieldStart("identity");
        Caller caller = exchange.callerIfKnown();
        if (caller != null) {
            json.writeObjectFieldStart("claim");
            if (exchange.plane() == Plane.VAULT) {
                dataPlaneClaims(caller);
            } else {
                managementClaims(caller);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        properties(status);
        json.writeStringField("resourceId", resourceId());
        json.writeEndObject();
    }

    private Category category() {
        Operation operation = exchange.operation();
        return operation != null
                ? operation.category()
                : exchange.plane() == Plane.VAULT ? Category.AUDIT_EVENT : Category.ADMINISTRATIVE;
    }

    /// Azure writes refused tokens under a name of their own, whatever was asked for.
    private boolean isRefusedToken(int status) {
        return status == 401 && exchange.callerIfKnown() == null && exchange.plane() != Plane.LOGIN;
    }

    /// As the client sent it; nothing where the query can't be read.
    private String apiVersion() {
        try {
            return exchange.apiVersion();
        } catch (VaultException malformed) {
            return "";
        }
    }

    private String resourceId() {
        String set = exchange.audit().resourceId;
        Vault vault = exchange.vaultIfKnown();
        if (set != null) {
            return AuditText.clean(set.toUpperCase(Locale.ROOT));
        }
        if (vault == null) {
            return "";
        }
        String id =
                "/subscriptions/"
                        + vault.placement().subscriptionId()
                        + "/resourceGroups/"
                        + vault.placement().resourceGroup()
                        + "/providers/Microsoft.KeyVault/vaults/"
                        + vault.name();
        return id.toUpperCase(Locale.ROOT);
    }

    private String correlation() {
        String sent = exchange.header("x-ms-client-request-id").orElse("");
        return Guids.isGuid(sent) ? sent : exchange.requestId().toString();
    }

    private void dataPlaneClaims(Caller caller) throws IOException {
        json.writeStringField("oid", AuditText.clean(caller.objectId().value()));
        json.writeStringField("appid", caller.client().toString());
        json.writeStringField("appidacr", Integer.toString(caller.token().credential()));
        if (caller.user() == null) {
            json.writeStringField("idtyp", "app");
        } else {
            json.writeStringField("upn", AuditText.clean(caller.user().principalName()));
        }
    }

    private void managementClaims(Caller caller) throws IOException {
        json.writeStringField(OBJECT_ID, AuditText.clean(caller.objectId().value()));
        if (caller.user() != null) {
            json.writeStringField(UPN, AuditText.clean(caller.user().principalName()));
        }
        json.writeStringField("appid", caller.client().toString());
    }

    private void properties(int status) throws IOException {
        AuditFields fields = exchange.audit();
        ApiRequest request = exchange.request();
        json.writeObjectFieldStart("properties");
        String id = exchange.objectUrl();
        if (id != null) {
            json.writeStringField("id", AuditText.clean(id));
        }
        json.writeStringField(
                "clientInfo", AuditText.clean(exchange.header("user-agent").orElse("")));
        json.writeStringField(
                "requestUri",
                AuditText.clean(AuditText.uri(exchange.base(), request.path(), request.query())));
        json.writeNumberField("httpStatusCode", status);
        json.writeBooleanField("succeeded", status < 400);
        json.writeStringField("requestId", exchange.requestId().toString());
        Decision decision = exchange.decision();
        if (decision != null) {
            json.writeBooleanField("isAccessPolicyMatch", decision.allowed());
            json.writeStringField("rule", AuditText.clean(decision.rule()));
        }
        if (!request.tls().isEmpty()) {
            json.writeStringField("tlsVersion", request.tls());
        }
        if (fields.key != null) {
            key(fields.key);
        }
        if (fields.secret != null) {
            json.writeObjectFieldStart("secretProperties");
            attributes(fields.secret);
            json.writeEndObject();
        }
        if (fields.vault != null) {
            vault(fields.vault);
        }
        for (Map.Entry<AuditFields.Extra, String> extra : fields.extras().entrySet()) {
            json.writeStringField(extra.getKey().member(), AuditText.clean(extra.getValue()));
        }
        json.writeEndObject();
    }

    private void key(AuditFields.KeyPart key) throws IOException {
        json.writeObjectFieldStart("keyProperties");
        json.writeStringField("type", key.parameters().kty());
        switch (key.parameters()) {
            case KeyParameters.Rsa rsa -> json.writeNumberField("size", rsa.modulusBits());
            case KeyParameters.Ec ec -> json.writeStringField("curve", ec.curve().joseName());
        }
        if (!key.operations().isEmpty()) {
            json.writeArrayFieldStart("operations");
            for (String operation : key.operations()) {
                json.writeString(operation);
            }
            json.writeEndArray();
        }
        attributes(key.attributes());
        json.writeEndObject();
    }

    private void attributes(Attributes attributes) throws IOException {
        json.writeObjectFieldStart("attributes");
        json.writeBooleanField("enabled", attributes.enabled());
        time("nbf", attributes.notBefore());
        time("exp", attributes.expires());
        json.writeEndObject();
    }

    private void time(String member, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.writeNumberField(member, time.getEpochSecond());
        }
    }

    private void vault(AuditFields.VaultPart vault) throws IOException {
        json.writeObjectFieldStart("properties");
        json.writeObjectFieldStart("sku");
        json.writeStringField("Family", "A");
        json.writeStringField("Name", AuditText.clean(vault.sku()));
        json.writeNullField("Capacity");
        json.writeEndObject();
        json.writeStringField("tenantId", AuditText.clean(vault.tenantId()));
        flag("enabledForDeployment", vault.enabledForDeployment());
        flag("enabledForDiskEncryption", vault.enabledForDiskEncryption());
        flag("enabledForTemplateDeployment", vault.enabledForTemplateDeployment());
        flag("enableSoftDelete", vault.enableSoftDelete());
        if (vault.softDeleteRetentionInDays() != null) {
            json.writeNumberField("softDeleteRetentionInDays", vault.softDeleteRetentionInDays());
        }
        flag("enablePurgeProtection", vault.enablePurgeProtection());
        flag("enableRbacAuthorization", vault.enableRbacAuthorization());
        json.writeEndObject();
    }

    private void flag(String member, @Nullable Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(member, value);
        }
    }
}
