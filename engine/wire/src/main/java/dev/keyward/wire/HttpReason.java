package dev.keyward.wire;

import java.util.Optional;

/// The reason phrases of HTTP (RFC 9110, section 15; RFC 6585), for whoever has to say a status in
/// words: audit records, and answers over HTTP/2, which brings none.
public final class HttpReason {
    private HttpReason() {}

    /// Such as `Not Found` for 404; empty for a status that nobody here answers.
    public static Optional<String> of(int status) {
        return Optional.ofNullable(
                switch (status) {
                    case 200 -> "OK";
                    case 201 -> "Created";
                    case 202 -> "Accepted";
                    case 204 -> "No Content";
                    case 302 -> "Found";
                    case 400 -> "Bad Request";
                    case 401 -> "Unauthorized";
                    case 403 -> "Forbidden";
                    case 404 -> "Not Found";
                    case 405 -> "Method Not Allowed";
                    case 408 -> "Request Timeout";
                    case 409 -> "Conflict";
                    case 412 -> "Precondition Failed";
                    case 413 -> "Payload Too Large";
                    case 414 -> "URI Too Long";
                    case 415 -> "Unsupported Media Type";
                    case 421 -> "Misdirected Request";
                    case 429 -> "Too Many Requests";
                    case 431 -> "Request Header Fields Too Large";
                    case 500 -> "Internal Server Error";
                    case 502 -> "Bad Gateway";
                    case 503 -> "Service Unavailable";
                    case 504 -> "Gateway Timeout";
                    default -> null;
                });
    }
}
