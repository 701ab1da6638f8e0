package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.text;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Values;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What scripts ask of the host and the machine they run on.
final class HostCommands {
    private static final Map<String, String> DIGESTS =
            Map.of(
                    "MD5", "MD5", "SHA1", "SHA-1", "SHA256", "SHA-256", "SHA384", "SHA-384",
                    "SHA512", "SHA-512");

    private HostCommands() {}

    static List<Cmdlet> all() {
        return List.of(
                error(),
                culture("Get-Culture", "CurrentCulture"),
                culture("Get-UICulture", "CurrentUICulture"),
                setPolicy(),
                policy(),
                unblock(),
                hash(),
                pause());
    }

    private static Command error() {
        return Command.each(
                        "Get-Error",
                        "Shows the newest error in full.",
                        Signature.of(
                                Command.count("Newest", 1),
                                Command.any("InputObject").at(0).byValue()),
                        invocation -> {
                            Object given = invocation.arguments().get("InputObject");
                            List<Object> errors = invocation.session().errors();
                            int count =
                                    Math.min(
                                            errors.size(),
                                            invocation.arguments().number("Newest", 1));
                            List<?> shown =
                                    given == null ? errors.subList(0, count) : List.of(given);
                            shown.forEach(one -> invocation.write(details(invocation, one)));
                        })
                .aka("gerr");
    }

    private static PsObject details(Invocation invocation, Object error) {
        Values values = Values.of(invocation.session());
        PsObject made = new PsObject("System.Management.Automation.ErrorRecord#Detailed");
        Object exception = values.members().get(error, "Exception");
        made.set("Exception", exception == null ? null : values.text().of(exception));
        for (String name :
                List.of(
                        "TargetObject",
                        "CategoryInfo",
                        "FullyQualifiedErrorId",
                        "ErrorDetails",
                        "ScriptStackTrace")) {
            made.set(name, values.members().get(error, name));
        }
        Object place = values.members().get(error, "InvocationInfo");
        return made.set("PositionMessage", values.members().get(place, "PositionMessage"));
    }

    private static Command culture(String name, String property) {
        return Command.each(
                name,
                "Gives the culture texts are written in.",
                Signature.of(),
                invocation ->
                        invocation.write(
                                Values.of(invocation.session())
                                        .members()
                                        .getStatic(
                                                NetType.of("System.Globalization.CultureInfo"),
                                                property)));
    }

    /// As on every system but Windows, there's one policy and it can't be changed.
    private static Command setPolicy() {
        return Command.each(
                "Set-ExecutionPolicy",
                "Changes nothing: scripts run without a policy here.",
                Signature.of(text("ExecutionPolicy").at(0), text("Scope").at(1), flag("Force")),
                invocation -> invocation.verbose("Scripts run without an execution policy here."));
    }

    private static Command policy() {
        return Command.each(
                "Get-ExecutionPolicy",
                "Says that scripts run freely.",
                Signature.of(text("Scope").at(0), flag("List")),
                invocation -> invocation.write("Unrestricted"));
    }

    private static Command unblock() {
        return Command.each(
                "Unblock-File",
                "Changes nothing: files carry no mark of where they came from.",
                Signature.of(ContentCommands.paths()),
                invocation -> invocation.verbose("Files carry no mark of where they came from."));
    }

    private static Command pause() {
        return Command.each(
                "Pause",
                "Waits until the user presses Enter.",
                Signature.of(),
                invocation -> invocation.host().readLine("Press Enter to continue...: "));
    }

    private static Command hash() {
        return Command.each(
                "Get-FileHash",
                "Gives the digest of a file.",
                Signature.of(ContentCommands.paths(text("Algorithm"))),
                invocation -> {
                    String given = invocation.arguments().text("Algorithm");
                    String name = given == null ? "SHA256" : given.toUpperCase(Locale.ROOT);
                    for (Places.Place place : Places.given(invocation, true)) {
                        switch (place) {
                            case Places.File(var path) ->
                                    invocation.write(
                                            new PsObject("Microsoft.PowerShell.Commands.FileHash")
                                                    .set("Algorithm", name)
                                                    .set(
                                                            "Hash",
                                                            digest(name, TextFiles.bytes(path)))
                                                    .set("Path", path.toString()));
                            case Places.Missing(var path) ->
                                    invocation.writeError(TextFiles.missing(path));
                            case Places.Item _ -> {}
                        }
                    }
                });
    }

    private static String digest(String name, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance(DIGESTS.getOrDefault(name, name));
            return HexFormat.of().withUpperCase().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw dev.keyward.cmdlet.CmdletError.of(
                    "There's no hash algorithm '" + name + "'.",
                    "ParameterArgumentValidationError",
                    dev.keyward.cmdlet.ErrorCategory.InvalidArgument);
        }
    }
}
