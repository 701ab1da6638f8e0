package dev.keyward.api.audit;

import com.fasterxml.jackson.core.io.SerializedString;

/// The names of members, encoded once: the record is written for every request.
enum Member {
    ALG("alg"),
    APPID("appid"),
    APPIDACR("appidacr"),
    APPLIED_ASSIGNMENT_ID("appliedAssignmentId"),
    ATTRIBUTES("attributes"),
    CALLER_IP_ADDRESS("callerIpAddress"),
    CATEGORY("category"),
    CLAIM("claim"),
    CLIENT_INFO("clientInfo"),
    CORRELATION_ID("correlationId"),
    CURVE("curve"),
    DURATION_MS("durationMs"),
    ENABLED("enabled"),
    ENABLED_FOR_DEPLOYMENT("enabledForDeployment"),
    ENABLED_FOR_DISK_ENCRYPTION("enabledForDiskEncryption"),
    ENABLED_FOR_TEMPLATE_DEPLOYMENT("enabledForTemplateDeployment"),
    ENABLE_PURGE_PROTECTION("enablePurgeProtection"),
    ENABLE_RBAC_AUTHORIZATION("enableRbacAuthorization"),
    ENABLE_SOFT_DELETE("enableSoftDelete"),
    EXP("exp"),
    HTTP_STATUS_CODE("httpStatusCode"),
    ID("id"),
    IDENTITY("identity"),
    IDTYP("idtyp"),
    ISS("iss"),
    IS_ACCESS_POLICY_MATCH("isAccessPolicyMatch"),
    IS_RBAC_AUTHORIZED("isRbacAuthorized"),
    KEY_PROPERTIES("keyProperties"),
    LAST_REQUEST_ID("lastRequestId"),
    LAST_TIME("lastTime"),
    NBF("nbf"),
    OBJECT_ID("http://schemas.microsoft.com/identity/claims/objectidentifier"),
    OID("oid"),
    OPERATIONS("operations"),
    OPERATION_NAME("operationName"),
    OPERATION_VERSION("operationVersion"),
    PROPERTIES("properties"),
    REQUEST_COUNT("requestCount"),
    REQUEST_ID("requestId"),
    REQUEST_URI("requestUri"),
    RESOURCE_ID("resourceId"),
    RESULT_DESCRIPTION("resultDescription"),
    RESULT_SIGNATURE("resultSignature"),
    RESULT_TYPE("resultType"),
    RULE("rule"),
    SECRET_PROPERTIES("secretProperties"),
    SIZE("size"),
    SKU("sku"),
    SKU_CAPACITY("Capacity"),
    SKU_FAMILY("Family"),
    SKU_NAME("Name"),
    SOFT_DELETE_RETENTION_IN_DAYS("softDeleteRetentionInDays"),
    SUCCEEDED("succeeded"),
    TENANT_ID("tenantId"),
    TIME("time"),
    TLS_VERSION("tlsVersion"),
    TYPE("type"),
    UPN("upn"),
    UPN_CLAIM("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn");

    private final SerializedString encoded;

    Member(String name) {
        this.encoded = new SerializedString(name);
    }

    SerializedString encoded() {
        return encoded;
    }
}
