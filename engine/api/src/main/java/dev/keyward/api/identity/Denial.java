package dev.keyward.api.identity;

/// Why a workload gets no token. The words are Azure's where it has any; they never repeat what was
/// sent.
enum Denial {
    NO_PATH(404, "not_found", "There is nothing at this path"),
    NO_METHOD(405, "invalid_request", "Only GET is allowed here"),
    FORWARDED(400, "invalid_request", "The request was forwarded, which isn't allowed here"),
    NO_METADATA(400, "invalid_request", "Required metadata header not specified"),
    NO_LOCAL_HOST(
            400, "invalid_request", "The host must be an address of this machine or localhost"),
    WRONG_HEADER(401, "unauthorized_client", "The X-IDENTITY-HEADER is missing or wrong"),
    MALFORMED(400, "invalid_request", "The query is malformed"),
    VERSION(400, "invalid_request", "The api-version is missing or not supported here"),
    NO_RESOURCE(400, "invalid_request", "The parameter resource is missing"),
    UNKNOWN_RESOURCE(
            400, "invalid_resource", "AADSTS500011: The resource is not known in this deployment"),
    SEVERAL_IDENTITIES(
            400,
            "invalid_request",
            "Only one of client_id, object_id, mi_res_id and msi_res_id may be given"),
    NO_IDENTITY(400, "invalid_request", "Identity not found"),
    DISABLED(400, "unauthorized_client", "The identity is disabled"),
    TOO_MANY(429, "too_many_requests", "Too many requests; try again later");

    private final int status;
    private final String error;
    private final String description;

    Denial(int status, String error, String description) {
        this.status = status;
        this.error = error;
        this.description = description;
    }

    int status() {
        return status;
    }

    /// As OAuth 2.0 or Azure names it.
    String error() {
        return error;
    }

    String description() {
        return description;
    }
}
