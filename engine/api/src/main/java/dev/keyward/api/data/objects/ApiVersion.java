package dev.keyward.api.data.objects;

import dev.keyward.api.exchange.Exchange;

/// The `api-version`s of the data plane in the order they came out (data-plane-common.md, section
/// 2), as far as they differ here. A request with an older one doesn't know what came later.
public enum ApiVersion {
    /// `recoverableDays`.
    V7_1("7.1"),
    /// AES.
    V7_2("7.2"),
    /// `/rng`, rotation, release, and with it `exportable`.
    V7_3_PREVIEW("7.3-preview"),
    /// `hsmPlatform`.
    V7_5("7.5"),
    /// HMAC, `CKM_AES_KEY_WRAP`, attestation, `preserveCertOrder`.
    V7_6_PREVIEW_2("7.6-preview.2"),
    /// `outContentType` and `previousVersion` of secrets, URIs and addresses as names.
    V2025_06_01_PREVIEW("2025-06-01-preview"),
    /// `key_size` of attributes, secure wrap.
    V2026_01_01_PREVIEW("2026-01-01-preview"),
    /// Key type `AKP`; ours: `OKP`.
    V2026_05_01_PREVIEW("2026-05-01-preview");

    private final String order;

    ApiVersion(String name) {
        this.order = order(name);
    }

    /// Whether what came with this version is known to the request's.
    public boolean isKnownTo(Exchange exchange) {
        return order(exchange.apiVersion()).compareTo(order) >= 0;
    }

    /// Sorts as the versions came out: those of 2015 and 2016, the numbered, the later dated ones;
    /// a preview before the version it is of.
    static String order(String name) {
        boolean numbered = name.startsWith("7.");
        int dash = numbered ? name.indexOf('-') : name.indexOf("-preview");
        String version = dash < 0 ? name : name.substring(0, dash);
        String rank = numbered ? "2" : version.compareTo("2017") < 0 ? "1" : "3";
        return rank + version + (dash < 0 ? "~" : name.substring(dash));
    }
}
