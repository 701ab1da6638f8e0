package dev.keyward.model;

import java.util.Locale;

/// The object id of a user, application or group in a directory. A GUID in most directories, a SID
/// where AD FS is used, so it is text, compared without regard to letter case (management-plane
/// reference, access policy entry).
public record PrincipalId(String value) {
    public PrincipalId {
        if (value.isEmpty() || value.length() > 256) {
            throw new VaultException(
                    new VaultError.BadParameter("objectId", "1 to 256 characters"));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrincipalId that && value.equalsIgnoreCase(that.value);
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }

    /// The form in which equal ones are the same text.
    public String canonical() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
