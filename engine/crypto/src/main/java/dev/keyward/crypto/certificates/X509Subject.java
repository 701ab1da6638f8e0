package dev.keyward.crypto.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// The subject of a certificate taken apart (RFC 4514).
public final class X509Subject {
    private X509Subject() {}

    /// @param type short name in upper case such as `CN`, or dotted numbers where it has none
    public record Part(String type, String value) {}

    /// @param subject most specific part first; may be empty
    /// @throws dev.keyward.model.VaultException with `BadParameter` if it is no X.500 name
    public static List<Part> parts(String subject) {
        List<Part> parts = new ArrayList<>();
        for (RDN name : X509Names.subject(subject).getRDNs()) {
            for (AttributeTypeAndValue each : name.getTypesAndValues()) {
                String symbol = BCStyle.INSTANCE.oidToDisplayName(each.getType());
                parts.add(
                        new Part(
                                symbol == null
                                        ? each.getType().getId()
                                        : symbol.toUpperCase(Locale.ROOT),
                                IETFUtils.valueToString(each.getValue())));
            }
        }
        return parts;
    }
}
