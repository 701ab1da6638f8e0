package dev.keyward.api.identity;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AsciiCase;
import dev.keyward.wire.login.ManagedIdentityRefusal;
import java.util.List;

/// In which of Azure's ways an endpoint is asked, and says no (identity.md, section 8).
enum Shape {
    INSTANCE_METADATA("2018-02-01", List.of("metadata", "identity", "oauth2", "token")),
    APP_SERVICE("2019-08-01", List.of("msi", "token"));

    private final String version;
    private final List<String> path;

    Shape(String version, List<String> path) {
        this.version = version;
        this.path = path;
    }

    /// The `api-version` that clients send.
    String version() {
        return version;
    }

    boolean isAt(List<String> segments) {
        return path.equals(segments.stream().map(AsciiCase::lower).toList());
    }

    ApiResponse refusal(int status, String error, String description, String correlation) {
        return ApiResponse.json(
                status,
                switch (this) {
                    case INSTANCE_METADATA ->
                            new ManagedIdentityRefusal.InstanceMetadata(error, description)
                                    .toJson();
                    case APP_SERVICE ->
                            new ManagedIdentityRefusal.AppService(status, description, correlation)
                                    .toJson();
                });
    }
}
