package dev.keyward.api.deployment;

import dev.keyward.model.Printable;
import dev.keyward.model.Regions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The setting `locations`: further regions of a deployment, beside its home region.
public final class RegionSetting {
    public static final String NAME = "locations";

    private RegionSetting() {}

    /// @throws IllegalArgumentException if one can't be called so or is named twice; the message
    ///   says what the setting is instead of a list of regions
    public static Regions read(String home, List<String> further) {
        Set<String> all = new LinkedHashSet<>(Set.of(home));
        for (String region : further) {
            if (!Regions.isName(region)) {
                throw new IllegalArgumentException(
                        "no list of regions: '"
                                + Printable.name(region)
                                + "' must be letters a to z, digits and hyphens, no hyphen first or"
                                + " last, at most 63");
            }
            if (!all.add(region)) {
                throw new IllegalArgumentException(
                        "no list of further regions: '"
                                + region
                                + "' is named twice, or is the home region");
            }
        }
        return new Regions(List.copyOf(all));
    }
}
