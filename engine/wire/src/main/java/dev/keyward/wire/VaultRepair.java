package dev.keyward.wire;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the repair of a vault came to.
///
/// @param recordMadeAnew whether the vault's own record was damaged and written again
/// @param removed records that were damaged and are gone
public record VaultRepair(String vault, boolean recordMadeAnew, List<String> removed)
        implements WireBody {
    private static final int LONGEST_REASON = 256;

    public VaultRepair {
        removed = List.copyOf(removed);
    }

    /// Asks for a repair.
    ///
    /// @param reason for the audit trail, 1 to 256 characters
    /// @param resourceGroup of a vault whose own record is damaged; null if it isn't
    /// @param subscriptionId of such a vault; null for that of the path
    /// @param location of such a vault; null for the home region
    /// @param vaultId which vault it is, where several have lost their record
    public record Request(
            String reason,
            @Nullable String resourceGroup,
            @Nullable String subscriptionId,
            @Nullable String location,
            @Nullable String vaultId)
            implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("reason", reason);
            out.text("resourceGroup", resourceGroup);
            out.text("subscriptionId", subscriptionId);
            out.text("location", location);
            out.text("vaultId", vaultId);
        }

        /// @throws VaultException with `BadParameter` if there is no reason, or a long one
        public static Request parse(byte[] json) {
            return JsonReader.parse(
                    json,
                    in -> {
                        String reason = null;
                        String group = null;
                        String subscription = null;
                        String location = null;
                        String vault = null;
                        while (in.next()) {
                            switch (in.member()) {
                                case "reason" -> reason = in.text();
                                case "resourceGroup" -> group = in.text();
                                case "subscriptionId" -> subscription = in.text();
                                case "location" -> location = in.text();
                                case "vaultId" -> vault = in.text();
                                default -> in.skip();
                            }
                        }
                        return new Request(
                                checked(Required.member("reason", reason)),
                                group,
                                subscription,
                                location,
                                vault);
                    });
        }

        private static String checked(String reason) {
            if (reason.isBlank() || reason.length() > LONGEST_REASON) {
                throw new VaultException(
                        new VaultError.BadParameter("reason", "1 to 256 characters"));
            }
            return reason;
        }
    }

    public static VaultRepair read(JsonReader in) {
        String vault = "";
        boolean recordMadeAnew = false;
        List<String> removed = List.of();
        while (in.next()) {
            switch (in.member()) {
                case "vault" -> vault = in.text();
                case "recordMadeAnew" -> recordMadeAnew = in.bool();
                case "removed" -> removed = in.texts();
                default -> in.skip();
            }
        }
        return new VaultRepair(vault, recordMadeAnew, removed);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("vault", vault);
        out.bool("recordMadeAnew", recordMadeAnew);
        out.texts("removed", removed);
    }
}
