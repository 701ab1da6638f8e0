package dev.keyward.issuers.acme;

import dev.keyward.crypto.certificates.X509Subject;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.vaults.AddressBlock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.shredzone.acme4j.Identifier;

/// The names that an order is for: everything the request will hold (RFC 8555 7.4; RFC 8738).
final class AcmeIdentifiers {
    private AcmeIdentifiers() {}

    /// @throws VaultException with `BadParameter` for names that can't be validated so
    static List<Identifier> of(X509Properties properties, AcmeAnswers answers) {
        SubjectAlternativeNames names = properties.alternativeNames();
        if (!names.emails().isEmpty() || !names.upns().isEmpty() || !names.uris().isEmpty()) {
            throw refused("sans", "dns_names and ipAddresses alone with this issuer");
        }
        Set<Identifier> all = new LinkedHashSet<>();
        for (X509Subject.Part part : X509Subject.parts(properties.subject())) {
            if (part.type().equals("CN")) {
                all.add(identifier("subject", part.value(), answers));
            }
        }
        names.dnsNames().forEach(name -> all.add(identifier("sans.dns_names", name, answers)));
        names.ipAddresses().forEach(name -> all.add(address("sans.ipAddresses", name, answers)));
        if (all.isEmpty()) {
            throw refused("subject", "with a common name where sans is empty");
        }
        return List.copyOf(all);
    }

    private static Identifier identifier(String member, String name, AcmeAnswers answers) {
        if (AddressBlock.parse(name).isPresent() && name.indexOf('/') < 0) {
            return address(member, name, answers);
        }
        boolean wildcard = name.startsWith("*.");
        if (wildcard && answers.dns() == null) {
            throw refused(
                    member,
                    "without wildcards with this issuer: they are validated over DNS (dns-01), and"
                            + " the settings of this server name no acme.dns.server");
        }
        if (!(wildcard ? name.substring(2) : name).matches("[A-Za-z0-9._-]{1,253}")) {
            throw refused(member, "a DNS name or an IP address with this issuer");
        }
        return Identifier.dns(name.toLowerCase(Locale.ROOT));
    }

    private static Identifier address(String member, String name, AcmeAnswers answers) {
        if (!answers.http()) {
            throw refused(
                    member,
                    "without IP addresses with this issuer: they are validated over HTTP (http-01),"
                            + " and the settings of this server name no acme.port");
        }
        return Identifier.ip(name);
    }

    private static VaultException refused(String member, String mustBe) {
        return new VaultException(
                new VaultError.BadParameter("policy.x509_props." + member, mustBe));
    }
}
