package dev.keyward.api;

import java.util.Map;

/// The answer to one request.
///
/// @param headers names as written on the wire
/// @param body UTF-8 JSON, or empty
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {}
