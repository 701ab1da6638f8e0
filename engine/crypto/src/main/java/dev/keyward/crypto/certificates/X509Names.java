package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Der;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.util.IPAddress;

/// Subjects and their further names, between text and ASN.1 (RFC 4514; RFC 5280 4.1.2.6, 4.2.1.6).
final class X509Names {
    /// userPrincipalName of Microsoft's directory.
    private static final ASN1ObjectIdentifier UPN =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3");

    /// Short names that RFC 4514 leaves out and other tools write.
    private static final Map<String, String> KEYWORDS =
            Map.of("E", "1.2.840.113549.1.9.1", "SERIALNUMBER", "2.5.4.5");

    private static final int LONGEST_DNS_NAME = 253;

    private X509Names() {}

    /// @param text most specific part first, as RFC 4514 has it; may be empty
    /// @throws dev.keyward.model.VaultException with `BadParameter`
    static X500Name subject(String text) {
        try {
            return X500Name.getInstance(new X500Principal(text, KEYWORDS).getEncoded());
        } catch (IllegalArgumentException _) {
            throw Refusal.of("policy.x509_props.subject", "an X.500 name such as CN=web");
        }
    }

    /// @return in the form of [#subject]
    static String text(X500Name name) {
        return new X500Principal(Der.encoded(name)).toString();
    }

    /// @return empty where there are none
    /// @throws dev.keyward.model.VaultException with `BadParameter`
    static Optional<GeneralNames> alternatives(SubjectAlternativeNames names) {
        List<GeneralName> all = new ArrayList<>();
        names.dnsNames().forEach(name -> all.add(dns(name)));
        names.emails().forEach(name -> all.add(ascii("emails", GeneralName.rfc822Name, name)));
        names.upns()
                .forEach(name ->
                        all.add(
                                new GeneralName(
                                        GeneralName.otherName,
                                        new OtherName(UPN, new DERUTF8String(name)))));
        names.uris()
                .forEach(name ->
                        all.add(ascii("uris", GeneralName.uniformResourceIdentifier, name)));
        names.ipAddresses()
                .forEach(name -> {
                    Refusal.unless(
                            IPAddress.isValid(name),
                            "policy.x509_props.sans.ipAddresses",
                            "IPv4 or IPv6 addresses");
                    all.add(new GeneralName(GeneralName.iPAddress, name));
                });
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new GeneralNames(all.toArray(GeneralName[]::new)));
    }

    private static GeneralName dns(String name) {
        Refusal.unless(
                name.length() <= LONGEST_DNS_NAME,
                "policy.x509_props.sans.dns_names",
                "at most 253 characters each");
        return ascii("dns_names", GeneralName.dNSName, name);
    }

    private static GeneralName ascii(String member, int kind, String name) {
        Refusal.unless(
                !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f),
                "policy.x509_props.sans." + member,
                "not empty, of ASCII characters without blanks");
        return new GeneralName(kind, name);
    }

    /// What of the names a policy can say; others are left out.
    static SubjectAlternativeNames read(GeneralNames names) {
        List<String> dns = new ArrayList<>();
        List<String> emails = new ArrayList<>();
        List<String> upns = new ArrayList<>();
        List<String> uris = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (GeneralName name : names.getNames()) {
            switch (name.getTagNo()) {
                case GeneralName.dNSName -> dns.add(string(name));
                case GeneralName.rfc822Name -> emails.add(string(name));
                case GeneralName.uniformResourceIdentifier -> uris.add(string(name));
                case GeneralName.otherName -> {
                    OtherName other = OtherName.getInstance(name.getName());
                    if (other.getTypeID().equals(UPN)
                            && other.getValue() instanceof ASN1String upn) {
                        upns.add(upn.getString());
                    }
                }
                case GeneralName.iPAddress ->
                        addresses.add(
                                AddressText.of(
                                        ASN1OctetString.getInstance(name.getName()).getOctets()));
                default -> {
                    // Directory names and registered ids have no place in a policy.
                }
            }
        }
        return new SubjectAlternativeNames(dns, emails, upns, uris, addresses);
    }

    private static String string(GeneralName name) {
        return name.getName() instanceof ASN1String text ? text.getString() : "";
    }
}
