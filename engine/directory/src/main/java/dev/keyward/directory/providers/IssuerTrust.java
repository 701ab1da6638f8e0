package dev.keyward.directory.providers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SignatureAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which issuers a provider has, where their keys are, and how their tokens may be signed.
///
/// @param issuers as `iss` names them, letter by letter; `{tenantid}` stands for each of `tenants`,
///   as in the metadata of Entra ID
/// @param tenants what `tid` may be; empty where it isn't looked at
/// @param metadata where their OpenID Connect metadata is; null for
///   `{issuer}/.well-known/openid-configuration`
/// @param keys where their JWKS is; null to be found in the metadata
/// @param algorithms of RS256, PS256 and ES256
/// @param skew between their clocks and this one
public record IssuerTrust(
        List<String> issuers,
        List<String> tenants,
        @Nullable String metadata,
        @Nullable String keys,
        Set<SignatureAlgorithm> algorithms,
        Duration skew) {
    /// identity.md, section 10.
    public static final Set<SignatureAlgorithm> USUAL = Set.of(SignatureAlgorithm.RS256);

    public static final Duration USUAL_SKEW = Duration.ofMinutes(5);

    private static final Set<SignatureAlgorithm> POSSIBLE =
            Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256);

    private static final String PLACE = "{tenantid}";
    private static final Duration MOST_SKEW = Duration.ofMinutes(10);
    private static final int MOST_ISSUERS = 2;
    private static final int MOST_TENANTS = 10;

    /// @throws dev.keyward.model.VaultException with `BadParameter`
    public IssuerTrust {
        issuers = List.copyOf(issuers);
        tenants = List.copyOf(tenants);
        algorithms = Set.copyOf(algorithms);
        Rule.texts("issuers", issuers, MOST_ISSUERS);
        Rule.texts("tenants", tenants, MOST_TENANTS);
        Rule.require(
                tenants.stream().allMatch(IssuerTrust::isTenant),
                "tenants",
                "ids of letters, digits, points and hyphens");
        Rule.httpsIfGiven("metadataUri", metadata);
        Rule.httpsIfGiven("jwksUri", keys);
        // Those of AD FS begin with http; they are names, and aren't called.
        List<String> schemes =
                metadata == null && keys == null ? List.of("https") : List.of("https", "http");
        Rule.require(
                !issuers.isEmpty()
                        && issuers.stream()
                                .allMatch(issuer ->
                                        Rule.isUrl(issuer.replace(PLACE, "tenantid"), schemes)),
                "issuers",
                "https URLs without query and fragment (with http only where metadataUri or"
                        + " jwksUri says where the keys are)");
        Rule.require(
                !tenants.isEmpty() || issuers.stream().noneMatch(issuer -> issuer.contains(PLACE)),
                "tenants",
                "given where an issuer has " + PLACE);
        Rule.require(
                !algorithms.isEmpty() && POSSIBLE.containsAll(algorithms),
                "algorithms",
                "one or more of RS256, PS256 and ES256");
        Rule.require(
                !skew.isNegative() && skew.compareTo(MOST_SKEW) <= 0,
                "clockSkewSeconds",
                "0 to " + MOST_SKEW.toSeconds());
    }

    private static boolean isTenant(String text) {
        return text.chars()
                .allMatch(c -> c == '.' || c == '-' || c < 128 && Character.isLetterOrDigit(c));
    }

    /// Every issuer as tokens name it, and what their `tid` has to be, empty for whatever.
    Map<String, Set<String>> expanded() {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        for (String issuer : issuers) {
            if (issuer.contains(PLACE)) {
                tenants.forEach(tenant -> all.put(issuer.replace(PLACE, tenant), Set.of(tenant)));
            } else {
                all.put(issuer, Set.copyOf(tenants));
            }
        }
        return all;
    }

    /// @param issuer of [#expanded]
    KeyDocuments.Whence whence(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return new KeyDocuments.Whence(
                issuer,
                URI.create(
                        metadata == null ? base + "/.well-known/openid-configuration" : metadata),
                keys == null ? null : URI.create(keys));
    }

    void write(CanonicalWriter out) {
        out.texts(issuers)
                .texts(tenants)
                .text(metadata)
                .text(keys)
                .texts(
                        new ArrayList<>(
                                new TreeSet<>(
                                        algorithms.stream()
                                                .map(SignatureAlgorithm::joseName)
                                                .toList())))
                .number(skew.toSeconds());
    }

    static IssuerTrust read(CanonicalReader in) {
        return new IssuerTrust(
                in.texts(),
                in.texts(),
                in.optionalText(),
                in.optionalText(),
                algorithms(in.texts()),
                Duration.ofSeconds(in.number()));
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter`
    public static Set<SignatureAlgorithm> algorithms(List<String> names) {
        Set<SignatureAlgorithm> all = new TreeSet<>();
        for (String name : names) {
            SignatureAlgorithm.parse(name).ifPresentOrElse(all::add, () -> unknown());
        }
        return all;
    }

    private static void unknown() {
        Rule.require(false, "algorithms", "one or more of RS256, PS256 and ES256");
    }
}
