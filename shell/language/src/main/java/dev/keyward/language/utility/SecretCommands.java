package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.any;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.text;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Credential;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Secure strings, credentials and questions to the user.
final class SecretCommands {
    private SecretCommands() {}

    static List<Cmdlet> all() {
        return List.of(toSecure(), fromSecure(), credential(), read());
    }

    private static Command toSecure() {
        return Command.each(
                "ConvertTo-SecureString",
                "Makes a secure string of text.",
                Signature.of(
                                text("String")
                                        .in(Membership.everywhere().required().at(0).byValue()),
                                flag("AsPlainText").in(Membership.in("PlainText").at(1)),
                                flag("Force").in(Membership.in("PlainText").at(2)),
                                Parameter.of("SecureKey", TypeToken.SECURE_STRING)
                                        .in(Membership.in("Secure").at(1)),
                                Parameter.of("Key", TypeToken.BYTES).in(Membership.in("Open")))
                        .defaultSet("Secure"),
                SecretCommands::secured);
    }

    private static void secured(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        String given = arguments.requiredText("String");
        if (arguments.flag("AsPlainText")) {
            invocation.write(SecureString.of(given));
            return;
        }
        requireNoKey(arguments);
        try {
            byte[] bytes = HexFormat.of().parseHex(given);
            invocation.write(SecureString.of(new String(bytes, StandardCharsets.UTF_16LE)));
        } catch (IllegalArgumentException e) {
            throw CmdletError.of(
                    "System.FormatException",
                    "The input string '"
                            + "*".repeat(Math.min(given.length(), 8))
                            + "' was not in a correct format.",
                    "ImportSecureString_InvalidArgument,Microsoft.PowerShell.Commands.ConvertToSecureStringCommand",
                    ErrorCategory.InvalidArgument);
        }
    }

    private static void requireNoKey(Arguments arguments) {
        if (arguments.has("Key") || arguments.has("SecureKey")) {
            throw CmdletError.of(
                    "System.NotSupportedException",
                    "Encrypting secure strings with a key is not supported; keep them in a vault.",
                    "NotSupported",
                    ErrorCategory.NotImplemented);
        }
    }

    /// Without `-AsPlainText` it's the hexadecimal UTF-16LE text PowerShell writes outside of
    /// Windows.
    private static Command fromSecure() {
        return Command.each(
                "ConvertFrom-SecureString",
                "Gives the text of a secure string.",
                Signature.of(
                                Parameter.of("SecureString", TypeToken.SECURE_STRING)
                                        .required()
                                        .at(0)
                                        .byValue(),
                                flag("AsPlainText").in(Membership.in("AsPlainText")),
                                Parameter.of("SecureKey", TypeToken.SECURE_STRING)
                                        .in(Membership.in("Secure").at(1)),
                                Parameter.of("Key", TypeToken.BYTES).in(Membership.in("Open")))
                        .defaultSet("Secure"),
                invocation -> {
                    Arguments arguments = invocation.arguments();
                    if (arguments.get("SecureString") instanceof SecureString secret) {
                        String text = new String(secret.reveal());
                        if (!arguments.flag("AsPlainText")) {
                            requireNoKey(arguments);
                            text =
                                    HexFormat.of()
                                            .formatHex(text.getBytes(StandardCharsets.UTF_16LE));
                        }
                        invocation.write(text);
                    }
                });
    }

    private static Command credential() {
        return Command.each(
                "Get-Credential",
                "Asks for a user name and a password.",
                Signature.of(
                        any("Credential").at(0), text("UserName"), text("Message"), text("Title")),
                invocation -> {
                    Arguments arguments = invocation.arguments();
                    if (arguments.get("Credential") instanceof Credential given) {
                        invocation.write(given);
                        return;
                    }
                    requireInteractive(invocation);
                    String user =
                            arguments.has("UserName")
                                    ? arguments.text("UserName")
                                    : arguments.text("Credential");
                    if (user == null || user.isEmpty()) {
                        user = invocation.host().readLine("User: ");
                    }
                    SecureString password =
                            user == null
                                    ? null
                                    : invocation
                                            .host()
                                            .readSecret("Password for user " + user + ": ");
                    if (user != null && password != null) {
                        invocation.write(new Credential(user, password));
                    }
                });
    }

    private static void requireInteractive(Invocation invocation) {
        if (!invocation.host().isInteractive()) {
            throw CmdletError.of(
                    "System.Management.Automation.PSInvalidOperationException",
                    "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
                    "InvalidOperation,Microsoft.PowerShell.Commands."
                            + invocation.calledAs().replace("-", "")
                            + "Command",
                    ErrorCategory.InvalidOperation);
        }
    }

    private static Command read() {
        return Command.each(
                "Read-Host",
                "Asks the user for a line.",
                Signature.of(
                        Parameter.of("Prompt", TypeToken.OBJECT)
                                .in(Membership.everywhere().at(0).theRest())
                                .allowing(Command.EMPTY),
                        flag("AsSecureString"),
                        flag("MaskInput")),
                invocation -> {
                    requireInteractive(invocation);
                    Arguments arguments = invocation.arguments();
                    Values values = Values.of(invocation.session());
                    Object asked = arguments.get("Prompt");
                    String prompt =
                            asked == null
                                    ? ""
                                    : String.join(
                                                    " ",
                                                    Sequences.elements(asked).stream()
                                                            .map(values.text()::of)
                                                            .toList())
                                            + ": ";
                    invocation.write(answer(invocation, prompt));
                });
    }

    private static @Nullable Object answer(Invocation invocation, String prompt) {
        if (invocation.arguments().flag("AsSecureString")) {
            return invocation.host().readSecret(prompt);
        }
        if (invocation.arguments().flag("MaskInput")) {
            SecureString secret = invocation.host().readSecret(prompt);
            return secret == null ? null : new String(secret.reveal());
        }
        return invocation.host().readLine(prompt);
    }
}
