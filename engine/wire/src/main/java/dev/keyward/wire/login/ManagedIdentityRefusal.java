package dev.keyward.wire.login;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;

/// The error body of an endpoint that gives out tokens of managed identities (identity.md, section
/// 8).
public sealed interface ManagedIdentityRefusal extends WireBody {
    /// Of the instance metadata service.
    ///
    /// @param error as OAuth 2.0 names it (RFC 6749 5.2)
    record InstanceMetadata(String error, String description) implements ManagedIdentityRefusal {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("error", error);
            out.text("error_description", description);
        }
    }

    record AppService(int statusCode, String message, String correlationId)
            implements ManagedIdentityRefusal {
        @Override
        public void writeMembers(JsonWriter out) {
            out.number("statusCode", statusCode);
            out.text("message", message);
            out.text("correlationId", correlationId);
        }
    }

    /// With the members of both, where it isn't known which of them is asked.
    record Either(InstanceMetadata one, AppService other) implements ManagedIdentityRefusal {
        @Override
        public void writeMembers(JsonWriter out) {
            one.writeMembers(out);
            other.writeMembers(out);
        }
    }
}
