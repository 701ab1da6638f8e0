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
        static Finding read(JsonReader in) {
            String vault = "";
            String scope = "";
            String what = "";
            boolean refused = false;
            while (in.next()) {
                switch (in.member()) {
                    case "vault" -> vault = in.text();
                    case "scope" -> scope = in.text();
                    case "what" -> what = in.text();
                    case "refused" -> refused = in.bool();
                    default -> in.skip();
                }
            }
            return new Finding(vault, scope, what, refused);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("vault", vault);
            out.text("scope", scope);
            out.text("what", what);
            out.bool("refused", refused);
        }
    }

    public static IntegrityReport read(JsonReader in) {
        Boolean intact = null;
        long rows = 0;
        long failures = 0;
        List<Finding> findings = List.of();
        while (in.next()) {
            switch (in.member()) {
                case "intact" -> intact = in.bool();
                case "rows" -> rows = in.number();
                case "failures" -> failures = in.number();
                case "findings" -> findings = in.objects(Finding::read);
                default -> in.skip();
            }
        }
        return new IntegrityReport(Required.member("intact", intact), rows, failures, findings);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.bool("intact", intact);
        out.number("rows", rows);
        out.number("failures", failures);
        out.objects("findings", findings);
    }
}
