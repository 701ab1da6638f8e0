package dev.keyward.model.certificates;

import org.jspecify.annotations.Nullable;

/// Who is to sign.
///
/// @param name `Self`, `Unknown`, or that of an issuer of the vault
/// @param certificateType what the issuer's provider sells, such as `OV-SSL`
public record IssuerReference(
        String name, @Nullable String certificateType, @Nullable Boolean certificateTransparency) {
    /// The certificate signs itself.
    public static final IssuerReference SELF = new IssuerReference("Self", null, null);

    /// The caller has the request signed elsewhere and merges the result.
    public static final IssuerReference UNKNOWN = new IssuerReference("Unknown", null, null);

    public boolean isSelf() {
        return name.equalsIgnoreCase(SELF.name);
    }

    public boolean isUnknown() {
        return name.equalsIgnoreCase(UNKNOWN.name);
    }
}
