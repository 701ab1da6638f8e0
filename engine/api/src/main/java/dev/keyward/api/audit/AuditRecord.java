package dev.keyward.api.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.exchange.Plane;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.roles.Decision;
import dev.keyward.directory.roles.RoleAssignment;
import dev.keyward.model.Attributes;
import dev.keyward.model.Bug;
import dev.keyward.model.Guids;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.VaultException;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.wire.HttpReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the audit record of a request in Azure's form (audit-log.md, section 2): one JSON object,
/// no line ends, ASCII. Members are named here one by one; no body, token, header but the user
/// agent, or unknown query parameter gets in.
///
/// `resultType` is always `Success`, as Azure has it; `properties.succeeded` is ours and says what
/// its name says. What nobody vouches for with a token is cut short, so that no stranger decides
/// how long a record gets.
public final class AuditRecord {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /// What strangers' strings take at most, in bytes: an address with the longest names there are
    /// in a short domain; the user agents of Azure's SDKs; messages and names.
    private static final int URL = 400;

    private static final int AGENT = 160;
    private static final int WORDS = 200;

    private final Exchange exchange;
    private final JsonGenerator json;
    private final @Nullable Together together;

    private AuditRecord(Exchange exchange, JsonGenerator json, @Nullable Together together) {
        this.exchange = exchange;
        this.json = json;
        this.together = together;
    }

    /// @param description the message sent to the caller, null on success
    public static byte[] of(Exchange exchange, int status, @Nullable String description) {
        return of(exchange, status, description, null);
    }

    /// Of several requests that are alike.
    ///
    /// @param exchange the first of them
    /// @param together how many; null for one
    public static byte[] of(
            Exchange exchange,
            int status,
            @Nullable String description,
            @Nullable Together together) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            new AuditRecord(exchange, json, together).write(status, description);
        } catch (IOException impossible) {
            throw Bug.because("memory refused an audit record", impossible);
        }
        return out.toByteArray();
    }

    private void write(int status, @Nullable String description) throws IOException {
        String operation = exchange.operation();
        json.writeStartObject();
        text(Member.TIME, AuditTime.text(exchange.received()));
        text(Member.CATEGORY, category().word());
        text(
                Member.OPERATION_NAME,
                isRefusedToken(status)
                        ? "Authentication"
                        : operation == null ? "UnknownOperation" : operation);
        String version = apiVersion();
        if (!version.isEmpty()) {
            text(Member.OPERATION_VERSION, cleaned(version, WORDS));
        }
        text(Member.RESULT_TYPE, "Success");
        text(Member.RESULT_SIGNATURE, HttpReason.of(status).orElseGet(() -> "Status " + status));
        if (description != null) {
            text(Member.RESULT_DESCRIPTION, cleaned(description, WORDS));
        }
        text(Member.DURATION_MS, Long.toString(exchange.elapsedMillis()));
        text(Member.CALLER_IP_ADDRESS, exchange.request().peer());
        text(Member.CORRELATION_ID, correlation());
        object(Member.IDENTITY);
        Caller caller = exchange.callerIfKnown();
        if (caller != null) {
            object(Member.CLAIM);
            if (exchange.plane() == Plane.VAULT) {
                dataPlaneClaims(caller);
            } else {
                managementClaims(caller);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        properties(status);
        text(Member.RESOURCE_ID, resourceId());
        json.writeEndObject();
    }

    private Category category() {
        Category known = exchange.category();
        return known != null
                ? known
                : exchange.plane() == Plane.VAULT ? Category.AUDIT_EVENT : Category.ADMINISTRATIVE;
    }

    /// Azure writes refused tokens under a name of their own, whatever was asked for.
    private boolean isRefusedToken(int status) {
        return status == 401 && exchange.callerIfKnown() == null && !exchange.plane().givesTokens();
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
        String set = exchange.audit().resource();
        Vault vault = exchange.vaultIfKnown();
        if (set != null) {
            return AuditText.clean(set.toUpperCase(Locale.ROOT));
        }
        if (vault == null) {
            return ofNoResource();
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

    /// What is of no resource is its caller's directory's, and nobody else reads it; at the
    /// operator's endpoint it is the deployment's. Of a stranger it is the deployment's too, unless
    /// the URL may hold a tenant's names.
    private String ofNoResource() {
        Caller caller = exchange.callerIfKnown();
        if (exchange.plane() == Plane.ADMIN) {
            return "";
        }
        if (caller != null) {
            return AuditFields.directory(caller.tenant()).toUpperCase(Locale.ROOT);
        }
        return switch (exchange.plane()) {
            case VAULT -> "/PROVIDERS/MICROSOFT.KEYVAULT";
            case GRAPH -> "/PROVIDERS/MICROSOFT.AADIAM";
            case MANAGEMENT -> subscriptionNamed();
            case LOGIN, IDENTITY, ADMIN -> "";
        };
    }

    private String subscriptionNamed() {
        String[] parts = exchange.request().path().split("/+", 4);
        boolean named =
                parts.length > 2
                        && parts[1].equalsIgnoreCase("subscriptions")
                        && Guids.isGuid(parts[2]);
        return named ? "/SUBSCRIPTIONS/" + parts[2].toUpperCase(Locale.ROOT) : "";
    }

    private String correlation() {
        String sent = exchange.header("x-ms-client-request-id").orElse("");
        return Guids.isGuid(sent) ? sent : exchange.requestId().toString();
    }

    private void dataPlaneClaims(Caller caller) throws IOException {
        text(Member.OID, AuditText.clean(caller.objectId().value()));
        text(Member.APPID, caller.client().toString());
        text(Member.APPIDACR, Integer.toString(caller.token().credential()));
        if (caller.user() == null) {
            text(Member.IDTYP, "app");
        } else {
            text(Member.UPN, AuditText.clean(caller.user().principalName()));
        }
        issuer(caller);
    }

    private void managementClaims(Caller caller) throws IOException {
        text(Member.OBJECT_ID, AuditText.clean(caller.objectId().value()));
        if (caller.user() != null) {
            text(Member.UPN_CLAIM, AuditText.clean(caller.user().principalName()));
        }
        text(Member.APPID, caller.client().toString());
        issuer(caller);
    }

    /// Of our own tokens the tenant says it.
    private void issuer(Caller caller) throws IOException {
        if (caller.token().external()) {
            text(Member.ISS, AuditText.clean(caller.token().issuer()));
        }
    }

    private void properties(int status) throws IOException {
        AuditFields fields = exchange.audit();
        ApiRequest request = exchange.request();
        object(Member.PROPERTIES);
        String id = exchange.objectUrl();
        if (id != null) {
            text(Member.ID, cleaned(id, URL));
        }
        text(Member.CLIENT_INFO, cleaned(exchange.header("user-agent").orElse(""), AGENT));
        text(
                Member.REQUEST_URI,
                cleaned(AuditText.uri(exchange.base(), request.path(), request.query()), URL));
        number(Member.HTTP_STATUS_CODE, status);
        flag(Member.SUCCEEDED, status < 400);
        if (together == null) {
            text(Member.REQUEST_ID, exchange.requestId().toString());
        } else {
            together(together);
        }
        Decision decision = exchange.decision();
        if (decision != null) {
            decision(decision);
        }
        if (!request.tls().isEmpty()) {
            text(Member.TLS_VERSION, request.tls());
        }
        AuditFields.KeyPart key = fields.key();
        if (key != null) {
            key(key);
        }
        Attributes secret = fields.secret();
        if (secret != null) {
            object(Member.SECRET_PROPERTIES);
            attributes(secret);
            json.writeEndObject();
        }
        CertificateAudit.write(json, fields);
        AuditFields.VaultPart settings = fields.vault();
        if (settings != null) {
            vault(settings);
        }
        for (Map.Entry<AuditFields.Extra, String> extra : fields.extras().entrySet()) {
            json.writeStringField(extra.getKey().member(), cleaned(extra.getValue(), WORDS));
        }
        json.writeEndObject();
    }

    private String cleaned(String text, int mostOfStranger) {
        return exchange.callerIfKnown() == null
                ? AuditText.brief(text, mostOfStranger)
                : AuditText.clean(text);
    }

    private void together(Together of) throws IOException {
        text(Member.REQUEST_ID, of.first().toString());
        number(Member.REQUEST_COUNT, of.count());
        text(Member.LAST_REQUEST_ID, of.lastId().toString());
        text(Member.LAST_TIME, AuditTime.text(of.last()));
    }

    /// A vault asks for policies or for roles, and its record says for which.
    private void decision(Decision decision) throws IOException {
        boolean byRoles =
                switch (decision) {
                    case Decision.Allowed _ -> false;
                    case Decision.AllowedByRole _ -> true;
                    case Decision.Denied(Decision.Reason reason) ->
                            reason == Decision.Reason.NO_ROLE;
                };
        flag(
                byRoles ? Member.IS_RBAC_AUTHORIZED : Member.IS_ACCESS_POLICY_MATCH,
                decision.allowed());
        if (decision instanceof Decision.AllowedByRole(RoleAssignment assignment)) {
            text(Member.APPLIED_ASSIGNMENT_ID, assignment.id().toString());
        }
        text(Member.RULE, AuditText.clean(decision.rule()));
    }

    private void key(AuditFields.KeyPart key) throws IOException {
        object(Member.KEY_PROPERTIES);
        text(Member.TYPE, key.kty());
        switch (key.parameters()) {
            case KeyParameters.Rsa rsa -> number(Member.SIZE, rsa.modulusBits());
            case KeyParameters.Ec ec -> text(Member.CURVE, ec.curve().joseName());
            case KeyParameters.Oct oct -> number(Member.SIZE, oct.bits());
            case KeyParameters.Okp okp -> text(Member.CURVE, okp.curve().joseName());
            case KeyParameters.Akp akp -> text(Member.ALG, akp.algorithm().joseName());
        }
        if (!key.operations().isEmpty()) {
            array(Member.OPERATIONS);
            for (String operation : key.operations()) {
                json.writeString(operation);
            }
            json.writeEndArray();
        }
        attributes(key.attributes());
        json.writeEndObject();
    }

    private void attributes(Attributes attributes) throws IOException {
        object(Member.ATTRIBUTES);
        flag(Member.ENABLED, attributes.enabled());
        time(Member.NBF, attributes.notBefore());
        time(Member.EXP, attributes.expires());
        json.writeEndObject();
    }

    private void time(Member member, @Nullable Instant time) throws IOException {
        if (time != null) {
            number(member, time.getEpochSecond());
        }
    }

    private void vault(AuditFields.VaultPart vault) throws IOException {
        object(Member.PROPERTIES);
        object(Member.SKU);
        text(Member.SKU_FAMILY, "A");
        text(Member.SKU_NAME, AuditText.clean(vault.sku()));
        nothing(Member.SKU_CAPACITY);
        json.writeEndObject();
        text(Member.TENANT_ID, AuditText.clean(vault.tenantId()));
        flag(Member.ENABLED_FOR_DEPLOYMENT, vault.enabledForDeployment());
        flag(Member.ENABLED_FOR_DISK_ENCRYPTION, vault.enabledForDiskEncryption());
        flag(Member.ENABLED_FOR_TEMPLATE_DEPLOYMENT, vault.enabledForTemplateDeployment());
        flag(Member.ENABLE_SOFT_DELETE, vault.enableSoftDelete());
        if (vault.softDeleteRetentionInDays() != null) {
            number(Member.SOFT_DELETE_RETENTION_IN_DAYS, vault.softDeleteRetentionInDays());
        }
        flag(Member.ENABLE_PURGE_PROTECTION, vault.enablePurgeProtection());
        flag(Member.ENABLE_RBAC_AUTHORIZATION, vault.enableRbacAuthorization());
        json.writeEndObject();
    }

    private void text(Member member, String value) throws IOException {
        json.writeFieldName(member.encoded());
        json.writeString(value);
    }

    private void number(Member member, long value) throws IOException {
        json.writeFieldName(member.encoded());
        json.writeNumber(value);
    }

    private void flag(Member member, @Nullable Boolean value) throws IOException {
        if (value != null) {
            json.writeFieldName(member.encoded());
            json.writeBoolean(value);
        }
    }

    private void nothing(Member member) throws IOException {
        json.writeFieldName(member.encoded());
        json.writeNull();
    }

    private void object(Member member) throws IOException {
        json.writeFieldName(member.encoded());
        json.writeStartObject();
    }

    private void array(Member member) throws IOException {
        json.writeFieldName(member.encoded());
        json.writeStartArray();
    }
}
