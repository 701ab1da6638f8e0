package dev.keyward.wire;

import org.jspecify.annotations.Nullable;

/// An event in the structured JSON form of CloudEvents 1.0, with the data that Key Vault sends
/// through Event Grid. It has no member for a value.
///
/// @param source ARM id of the vault
/// @param type such as `Microsoft.KeyVault.SecretNearExpiry`
/// @param time RFC 3339
public record CloudEvent(String id, String source, String type, String time, Data data)
        implements WireBody {
    /// @param id URL of the version
    /// @param objectType such as `Secret`
    /// @param nbf seconds since 1970 as text, as is `exp`
    public record Data(
            String id,
            String vaultName,
            String objectType,
            String objectName,
            String version,
            @Nullable String nbf,
            @Nullable String exp)
            implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("Id", id);
            out.text("VaultName", vaultName);
            out.text("ObjectType", objectType);
            out.text("ObjectName", objectName);
            out.text("Version", version);
            out.text("NBF", nbf);
            out.text("EXP", exp);
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("source", source);
        out.text("type", type);
        out.text("subject", data.objectName());
        out.text("time", time);
        out.object("data", data);
        out.text("specversion", "1.0");
        out.text("datacontenttype", "application/json");
    }
}
