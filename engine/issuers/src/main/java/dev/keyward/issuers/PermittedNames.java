package dev.keyward.issuers;

import dev.keyward.crypto.certificates.X509Subject;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.vaults.AddressBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an issuer of a vault lets its authority certify: everything that isn't named is denied.
///
/// Written as a list by commas in `org_details.id`:
///
/// | entry | permits |
/// |---|---|
/// | `example.org` | this DNS name |
/// | `*.example.org` | every DNS name below it, wildcards too, but not itself |
/// | `@example.org` | mail addresses and user principal names of exactly this domain |
/// | `10.1.0.0/16`, `2001:db8::7` | these IP addresses |
/// | `spiffe://example.org/` | URIs that begin so; at least a scheme, a host and a slash |
/// | `O=Example` | this part of a subject; any type but CN and E |
///
/// A common name has to be one of the permitted names itself.
final class PermittedNames {
    /// Of the settings of issuers.
    static final String MEMBER = "org_details.id";

    private static final Pattern DNS =
            Pattern.compile("(?:\\*\\.)?[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*");
    private static final Pattern URI_START = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@\\s]+/.*");
    private static final int MOST = 100;

    private final List<String> dns = new ArrayList<>();
    private final List<String> domains = new ArrayList<>();
    private final List<AddressBlock> addresses = new ArrayList<>();
    private final List<String> uris = new ArrayList<>();
    private final List<X509Subject.Part> parts = new ArrayList<>();

    private PermittedNames() {}

    /// @throws VaultException with `BadParameter` if it permits nothing or holds something else
    static PermittedNames parse(String text) {
        PermittedNames names = new PermittedNames();
        List<String> entries =
                Pattern.compile(",")
                        .splitAsStream(text)
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        if (entries.isEmpty() || entries.size() > MOST) {
            throw wrong();
        }
        entries.forEach(names::add);
        return names;
    }

    private static VaultException wrong() {
        return new VaultException(
                new VaultError.BadParameter(
                        MEMBER,
                        "a list, by commas, of at most "
                                + MOST
                                + " names that may be certified, such as example.org,"
                                + " *.example.org, @example.org, 10.0.0.0/8,"
                                + " spiffe://example.org/ and O=Example"));
    }

    private void add(String entry) {
        String small = entry.toLowerCase(Locale.ROOT);
        Optional<AddressBlock> block = AddressBlock.parse(entry);
        if (block.isPresent()) {
            addresses.add(block.get());
        } else if (entry.indexOf('=') > 0) {
            List<X509Subject.Part> found = X509Subject.parts(entry);
            if (found.size() != 1 || isName(found.getFirst())) {
                throw wrong();
            }
            parts.add(found.getFirst());
        } else if (small.startsWith("@") && DNS.matcher(small.substring(1)).matches()) {
            domains.add(small);
        } else if (URI_START.matcher(small).matches()) {
            uris.add(entry);
        } else if (DNS.matcher(small).matches()) {
            dns.add(small);
        } else {
            throw wrong();
        }
    }

    /// The first name of a certificate that isn't permitted.
    Optional<String> denied(X509Properties properties) {
        SubjectAlternativeNames names = properties.alternativeNames();
        for (X509Subject.Part part : X509Subject.parts(properties.subject())) {
            boolean permitted =
                    isName(part)
                            ? isDns(part.value()) || isOfDomain(part.value()) || isIp(part.value())
                            : parts.stream()
                                    .anyMatch(each ->
                                            each.type().equals(part.type())
                                                    && each.value().equals(part.value()));
            if (!permitted) {
                return Optional.of(part.type() + "=" + part.value());
            }
        }
        return first(names.dnsNames(), this::isDns)
                .or(() -> first(names.emails(), this::isOfDomain))
                .or(() -> first(names.upns(), this::isOfDomain))
                .or(() -> first(names.uris(), this::isUri))
                .or(() -> first(names.ipAddresses(), this::isIp));
    }

    private static Optional<String> first(
            List<String> names, java.util.function.Predicate<String> permitted) {
        return names.stream().filter(permitted.negate()).findFirst();
    }

    /// Common name and mail address, which say who it is.
    private static boolean isName(X509Subject.Part part) {
        return part.type().equals("CN") || part.type().equals("E");
    }

    private boolean isDns(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return DNS.matcher(small).matches()
                && dns.stream()
                        .anyMatch(entry ->
                                entry.startsWith("*.")
                                        ? small.endsWith(entry.substring(1))
                                                && small.length() > entry.length() - 1
                                        : small.equals(entry));
    }

    private boolean isOfDomain(String address) {
        int at = address.indexOf('@');
        return at > 0
                && address.indexOf('@', at + 1) < 0
                && domains.contains(address.substring(at).toLowerCase(Locale.ROOT));
    }

    private boolean isUri(String uri) {
        return uris.stream().anyMatch(uri::startsWith) && !uri.contains("/..");
    }

    private boolean isIp(String address) {
        return addresses.stream().anyMatch(block -> block.contains(address));
    }
}
