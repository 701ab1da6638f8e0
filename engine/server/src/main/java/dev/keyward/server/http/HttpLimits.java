package dev.keyward.server.http;

import java.time.Duration;

/// What a client may take of the server (security.md, section 8.1).
///
/// @param bigBodyBytes for restores and imports
/// @param contentsBytes for the contents of a vault (a development server's)
/// @param strangerBodyBytes for what everybody may ask, such as signing in
/// @param headerRead from the connection to its first whole request head
/// @param bodyIdle between two pieces of a body
/// @param request from the head to the end of the body
/// @param idle between two requests
public record HttpLimits(
        int requestLineBytes,
        int headerBytes,
        int headers,
        int bodyBytes,
        int bigBodyBytes,
        int contentsBytes,
        int strangerBodyBytes,
        ByteLimits bytes,
        Duration headerRead,
        Duration bodyIdle,
        Duration request,
        Duration idle,
        int connections,
        int connectionsPerAddress,
        int streams,
        Arrivals arrivals) {
    private static final String CONTENTS = "/providers/Keyward.Development/vaults/";

    public static HttpLimits standard() {
        return new HttpLimits(
                8 << 10,
                32 << 10,
                100,
                256 << 10,
                2 << 20,
                2 << 20,
                64 << 10,
                ByteLimits.ofHeap(Runtime.getRuntime().maxMemory()),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                10_000,
                200,
                100,
                Arrivals.STANDARD);
    }

    /// The same with other times.
    public HttpLimits withTimes(
            Duration newHeaderRead, Duration newBodyIdle, Duration newRequest, Duration newIdle) {
        return new HttpLimits(
                requestLineBytes,
                headerBytes,
                headers,
                bodyBytes,
                bigBodyBytes,
                contentsBytes,
                strangerBodyBytes,
                bytes,
                newHeaderRead,
                newBodyIdle,
                newRequest,
                newIdle,
                connections,
                connectionsPerAddress,
                streams,
                arrivals);
    }

    /// The same for a development server, which takes the contents of a vault in one request: 32
    /// MiB in base64 and what is around it.
    public HttpLimits forDevelopment() {
        return new HttpLimits(
                requestLineBytes,
                headerBytes,
                headers,
                bodyBytes,
                bigBodyBytes,
                44 << 20,
                strangerBodyBytes,
                bytes.forDevelopment(),
                headerRead,
                bodyIdle,
                request,
                idle,
                connections,
                connectionsPerAddress,
                streams,
                arrivals);
    }

    /// The same with other numbers of connections.
    public HttpLimits withConnections(int all, int perAddress) {
        return new HttpLimits(
                requestLineBytes,
                headerBytes,
                headers,
                bodyBytes,
                bigBodyBytes,
                contentsBytes,
                strangerBodyBytes,
                bytes,
                headerRead,
                bodyIdle,
                request,
                idle,
                all,
                perAddress,
                streams,
                arrivals);
    }

    /// The same with other bounds of what hasn't arrived whole.
    HttpLimits withBytes(ByteLimits newBytes) {
        return new HttpLimits(
                requestLineBytes,
                headerBytes,
                headers,
                bodyBytes,
                bigBodyBytes,
                contentsBytes,
                strangerBodyBytes,
                newBytes,
                headerRead,
                bodyIdle,
                request,
                idle,
                connections,
                connectionsPerAddress,
                streams,
                arrivals);
    }

    /// The same with another pace of new connections.
    HttpLimits withArrivals(Arrivals newArrivals) {
        return new HttpLimits(
                requestLineBytes,
                headerBytes,
                headers,
                bodyBytes,
                bigBodyBytes,
                contentsBytes,
                strangerBodyBytes,
                bytes,
                headerRead,
                bodyIdle,
                request,
                idle,
                connections,
                connectionsPerAddress,
                streams,
                newArrivals);
    }

    /// How long a body may be.
    int bodyBytes(String path) {
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        boolean big =
                path.regionMatches(true, end - 8, "/restore", 0, 8)
                        || path.regionMatches(true, end - 7, "/import", 0, 7);
        return big && path.contains(CONTENTS) ? contentsBytes : big ? bigBodyBytes : bodyBytes;
    }
}
