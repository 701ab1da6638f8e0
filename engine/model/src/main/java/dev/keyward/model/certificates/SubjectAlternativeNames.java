package dev.keyward.model.certificates;

import java.util.List;

/// Further names of a subject (RFC 5280 4.2.1.6), each as text.
///
/// @param upns user principal names, `otherName` 1.3.6.1.4.1.311.20.2.3
/// @param ipAddresses IPv4 or IPv6
public record SubjectAlternativeNames(
        List<String> dnsNames,
        List<String> emails,
        List<String> upns,
        List<String> uris,
        List<String> ipAddresses) {
    public static final SubjectAlternativeNames NONE =
            new SubjectAlternativeNames(List.of(), List.of(), List.of(), List.of(), List.of());

    public SubjectAlternativeNames {
        dnsNames = List.copyOf(dnsNames);
        emails = List.copyOf(emails);
        upns = List.copyOf(upns);
        uris = List.copyOf(uris);
        ipAddresses = List.copyOf(ipAddresses);
    }

    public static SubjectAlternativeNames ofDns(List<String> dnsNames) {
        return new SubjectAlternativeNames(dnsNames, List.of(), List.of(), List.of(), List.of());
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
