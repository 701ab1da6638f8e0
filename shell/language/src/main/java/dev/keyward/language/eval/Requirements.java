package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.language.syntax.ScriptBody;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `#Requires` lines.
final class Requirements {
    private static final Pattern VERSION =
            Pattern.compile("-Version\\s+(\\d+)(?:\\.(\\d+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern EDITION =
            Pattern.compile("-PSEdition\\s+(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final int MAJOR = 7;
    private static final int MINOR = 6;

    private Requirements() {}

    /// @throws CmdletError if a line asks for what isn't here; modules are taken as built in
    static void check(ScriptBody body) {
        for (ScriptBody.Requirement line : body.requirements()) {
            Matcher version = VERSION.matcher(line.text());
            if (version.find()) {
                int major = Integer.parseInt(version.group(1));
                int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
                if (major > MAJOR || major == MAJOR && minor > MINOR) {
                    throw refused("version " + major + "." + minor + " of the language");
                }
            }
            Matcher edition = EDITION.matcher(line.text());
            if (edition.find() && !edition.group(1).equalsIgnoreCase("Core")) {
                throw refused("the edition " + edition.group(1));
            }
        }
    }

    private static CmdletError refused(String what) {
        return CmdletError.of(
                "System.Management.Automation.ScriptRequiresException",
                "The script cannot be run because it contained a \"#requires\" statement for %s, which this isn't."
                        .formatted(what),
                "ScriptRequiresUnmatchedPSVersion",
                ErrorCategory.ResourceUnavailable);
    }
}
