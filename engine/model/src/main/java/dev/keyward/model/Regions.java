package dev.keyward.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The regions of a deployment, in Azure's word its locations: each has hosts of its own,
/// `{vault}.vault.{region}.{domain}`.
///
/// @param all the home region first; no two alike
public record Regions(List<String> all) {
    private static final int LONGEST_LABEL = 63;

    public Regions {
        all = List.copyOf(all);
        if (all.isEmpty() || new HashSet<>(all).size() < all.size()) {
            throw Bug.because("the regions of a deployment are " + all);
        }
    }

    /// @param home where what was placed in no region of these is served too
    public static Regions of(String home, List<String> further) {
        List<String> all = new ArrayList<>(further.size() + 1);
        all.add(home);
        all.addAll(further);
        return new Regions(all);
    }

    /// A deployment of one region.
    public static Regions of(String home) {
        return of(home, List.of());
    }

    /// Whether a region may be called so: a label of a host name in lower case (RFC 1123, section
    /// 2.1), which is letters, digits and hyphens, no hyphen first or last, at most 63.
    public static boolean isName(String text) {
        return text.length() <= LONGEST_LABEL && text.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    }

    public String home() {
        return all.getFirst();
    }

    /// The region that is meant, in any letter case, with or without blanks, as ARM takes it.
    public Optional<String> find(String given) {
        String name = given.replace(" ", "").toLowerCase(Locale.ROOT);
        return all.contains(name) ? Optional.of(name) : Optional.empty();
    }

    /// The region whose hosts serve what is placed in the location: that one, or the home region
    /// where it is none of the deployment's any more.
    public String serving(String location) {
        return all.contains(location) ? location : home();
    }
}
