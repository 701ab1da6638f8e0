package dev.keyward.api.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

/// The answer to one request.
///
/// @param headers names as written on the wire
/// @param body UTF-8 JSON unless the headers name another `Content-Type`; or empty
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    /// @param body belongs to the answer from now on
    public static ApiResponse json(int status, byte[] body) {
        return new ApiResponse(status, Map.of(), body);
    }

    public static ApiResponse empty(int status) {
        return new ApiResponse(status, Map.of(), NOTHING);
    }

    /// The same answer with one more header.
    public ApiResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiResponse(status, more, body);
    }
}
