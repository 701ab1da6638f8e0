package dev.keyward.api.arm;

import dev.keyward.model.Printable;
import dev.keyward.model.Regions;
import dev.keyward.wire.RefusedRequest;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Locations as requests name them: in any letter case, with or without blanks.
final class Locations {
    private Locations() {}

    /// @param what such as `resource group`
    /// @return the location as it is stored
    /// @throws dev.keyward.model.VaultException with `LocationRequired` or
    ///   `LocationNotAvailableForResourceType`
    static String checked(@Nullable String given, Regions regions, String what) {
        if (given == null || given.isBlank()) {
            throw Management.refused(
                    400, "LocationRequired", "The location property is required for this " + what);
        }
        return regions.find(given).orElseThrow(() -> notAvailable(given, what, regions.all()));
    }

    /// @param available those that would do, at least one
    static RefusedRequest notAvailable(String given, String what, Collection<String> available) {
        return Management.refused(
                400,
                "LocationNotAvailableForResourceType",
                "The provided location '"
                        + Printable.name(given)
                        + "' is not available for a "
                        + what
                        + (available.size() == 1
                                ? ". The available location is '"
                                : ". The available locations are '")
                        + String.join("', '", available)
                        + "'.");
    }

    static boolean same(String given, String stored) {
        return given.replace(" ", "").toLowerCase(Locale.ROOT).equals(stored);
    }
}
