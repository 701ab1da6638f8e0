package dev.keyward.api.operation;

/// Binds a method and a path to an operation.
///
/// @param method upper case
/// @param template such as `/secrets/{name}/{version}`: literals match in any letter case, a part
///   in braces takes one decoded, non-empty segment. A literal wins over a part in braces
public record Route(String method, String template, Operation operation) {
    public static Route get(String template, Operation operation) {
        return new Route("GET", template, operation);
    }

    public static Route put(String template, Operation operation) {
        return new Route("PUT", template, operation);
    }

    public static Route post(String template, Operation operation) {
        return new Route("POST", template, operation);
    }

    public static Route patch(String template, Operation operation) {
        return new Route("PATCH", template, operation);
    }

    public static Route delete(String template, Operation operation) {
        return new Route("DELETE", template, operation);
    }

    /// The same for requests that name one of these versions.
    public Route in(KnownVersions versions) {
        return new Route(method, template, operation.in(versions));
    }
}
