package dev.keyward.wire;

import java.util.List;

/// What a check of every stored record found.
///
/// @param intact whether nothing was found
/// @param rows that were looked at
/// @param failures checks that failed since the start, in this check or when a record was used
/// @param findings what is wrong, none if intact
public record IntegrityReport(boolean intact, long rows, long failures, List<Finding> findings)
        implements WireBody {
    public IntegrityReport {
        findings = List.copyOf(findings);
    }

    /// @param vault the name of the vault it concerns; empty if it is the system, or has no name
    /// @param scope `system`, or the GUID of the vault
    /// @param what names the record and what is wrong with it
    /// @param refused whether the vault's data is refused until it is repaired
    public record Finding(String vault, String scope, String what, boolean refused)
            implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("vault", vault);
            out.text("scope", scope);
            out.text("what", what);
            out.bool("refused", refused);
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.bool("intact", intact);
        out.number("rows", rows);
        out.number("failures", failures);
        out.objects("findings", findings);
    }
}
