package dev.keyward.model.certificates;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.List;
import java.util.regex.Pattern;

/// What stands in the certificate itself.
///
/// @param subject X.500 name as text (RFC 4514), such as `CN=web, O=Contoso`, in the case it was
///   given; empty where alternative names say it all; at most 200 characters
/// @param extendedKeyUsage object identifiers, dotted; empty for none
/// @param keyUsage without repetition; empty for none
/// @param validityMonths 1 to 1200
public record X509Properties(
        String subject,
        SubjectAlternativeNames alternativeNames,
        List<String> extendedKeyUsage,
        List<KeyUsage> keyUsage,
        int validityMonths) {
    /// Of TLS servers and clients (RFC 5280 4.2.1.12).
    public static final List<String> DEFAULT_EXTENDED_KEY_USAGE =
            List.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");

    public static final List<KeyUsage> DEFAULT_KEY_USAGE =
            List.of(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_ENCIPHERMENT);

    public static final int DEFAULT_VALIDITY_MONTHS = 12;

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_VALIDITY = 1200;
    private static final Pattern OID = Pattern.compile("[0-2](?:\\.(?:0|[1-9][0-9]{0,18})){1,30}");

    /// @throws VaultException with `BadParameter`
    public X509Properties {
        if (subject.length() > LONGEST_SUBJECT) {
            throw refused("subject", "at most 200 characters");
        }
        if (subject.isBlank() && alternativeNames.isEmpty()) {
            throw refused("subject", "given where sans is empty");
        }
        for (String usage : extendedKeyUsage) {
            if (!OID.matcher(usage).matches()) {
                throw refused("ekus", "object identifiers such as 1.3.6.1.5.5.7.3.1");
            }
        }
        if (validityMonths < 1 || validityMonths > LONGEST_VALIDITY) {
            throw refused("validity_months", "from 1 to 1200");
        }
        extendedKeyUsage = List.copyOf(extendedKeyUsage);
        keyUsage = keyUsage.stream().distinct().toList();
    }

    private static VaultException refused(String member, String mustBe) {
        return new VaultException(
                new VaultError.BadParameter("policy.x509_props." + member, mustBe));
    }
}
