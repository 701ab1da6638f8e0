package dev.keyward.language.value;

import dev.keyward.cmdlet.Wildcard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The .NET enums scripts name, with their constants.
final class EnumTypes {
    /// One enum: constants in order of declaration.
    record Constants(NetType type, boolean flags, Map<String, Long> values) {
        Optional<NetEnum> named(String name) {
            return values.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .findFirst()
                    .map(entry -> new NetEnum(type, entry.getKey(), entry.getValue()));
        }

        String names() {
            return String.join(",", values.keySet());
        }

        NetEnum numbered(long value) {
            for (var entry : values.entrySet()) {
                if (entry.getValue() == value) {
                    return new NetEnum(type, entry.getKey(), value);
                }
            }
            return new NetEnum(type, flags ? joined(value) : Long.toString(value), value);
        }

        private String joined(long value) {
            long left = value;
            List<String> names = new ArrayList<>();
            for (var entry : values.entrySet()) {
                long one = entry.getValue();
                if (one != 0 && (left & one) == one) {
                    names.add(entry.getKey());
                    left &= ~one;
                }
            }
            return left == 0 && !names.isEmpty() ? String.join(", ", names) : Long.toString(value);
        }
    }

    private static final Map<String, Constants> ALL = new LinkedHashMap<>();

    static {
        plain("System.DayOfWeek", "Sunday Monday Tuesday Wednesday Thursday Friday Saturday");
        plain(
                "System.ConsoleColor",
                "Black DarkBlue DarkGreen DarkCyan DarkRed DarkMagenta DarkYellow Gray DarkGray"
                        + " Blue Green Cyan Red Magenta Yellow White");
        plain("System.DateTimeKind", "Unspecified Utc Local");
        plain(
                "System.StringComparison",
                "CurrentCulture CurrentCultureIgnoreCase InvariantCulture"
                        + " InvariantCultureIgnoreCase Ordinal OrdinalIgnoreCase");
        plain(
                "System.MidpointRounding",
                "ToEven AwayFromZero ToZero ToNegativeInfinity ToPositiveInfinity");
        plain("System.EnvironmentVariableTarget", "Process User Machine");
        plain("System.IO.FileMode", "= CreateNew Create Open OpenOrCreate Truncate Append");
        plain("System.PlatformID", "Win32S Win32Windows Win32NT WinCE Unix Xbox MacOSX Other");
        plain(
                "Microsoft.PowerShell.ExecutionPolicy",
                "Unrestricted RemoteSigned AllSigned Restricted Bypass");
        plain(
                "System.Management.Automation.ActionPreference",
                "SilentlyContinue Stop Continue Inquire Ignore Suspend Break");
        plain("System.Management.Automation.ConfirmImpact", "None Low Medium High");
        plain(
                "System.Management.Automation.ErrorCategory",
                "NotSpecified OpenError CloseError DeviceError DeadlockDetected InvalidArgument"
                        + " InvalidData InvalidOperation InvalidResult InvalidType MetadataError"
                        + " NotImplemented NotInstalled ObjectNotFound OperationStopped"
                        + " OperationTimeout SyntaxError ParserError PermissionDenied ResourceBusy"
                        + " ResourceExists ResourceUnavailable ReadError WriteError FromStdErr"
                        + " SecurityError ProtocolError ConnectionError AuthenticationError"
                        + " LimitsExceeded QuotaExceeded NotEnabled");
        flags("System.StringSplitOptions", "None=0 RemoveEmptyEntries=1 TrimEntries=2");
        flags(
                "System.Text.RegularExpressions.RegexOptions",
                "None=0 IgnoreCase=1 Multiline=2 ExplicitCapture=4 Compiled=8 Singleline=16"
                        + " IgnorePatternWhitespace=32 RightToLeft=64 ECMAScript=256"
                        + " CultureInvariant=512");
        flags(
                "System.Net.SecurityProtocolType",
                "SystemDefault=0 Ssl3=48 Tls=192 Tls11=768 Tls12=3072 Tls13=12288");
        flags(
                "System.Globalization.DateTimeStyles",
                "None=0 AllowLeadingWhite=1 AllowTrailingWhite=2 AllowInnerWhite=4"
                        + " AllowWhiteSpaces=7 NoCurrentDateDefault=8 AdjustToUniversal=16"
                        + " AssumeLocal=32 AssumeUniversal=64 RoundtripKind=128");
        flags(
                "System.Globalization.NumberStyles",
                "None=0 AllowLeadingWhite=1 AllowTrailingWhite=2 AllowLeadingSign=4 Integer=7"
                        + " AllowDecimalPoint=32 AllowThousands=64 Number=111 AllowExponent=128"
                        + " Float=167 HexNumber=515 Any=511");
        flags(
                "System.Security.Cryptography.X509Certificates.X509KeyStorageFlags",
                "DefaultKeySet=0 UserKeySet=1 MachineKeySet=2 Exportable=4 UserProtected=8"
                        + " PersistKeySet=16 EphemeralKeySet=32");
        plain(
                "System.Security.Cryptography.X509Certificates.X509ContentType",
                "Unknown Cert SerializedCert Pfx SerializedStore Pkcs7 Authenticode");
        plain("System.Base64FormattingOptions", "None InsertLineBreaks");
    }

    private EnumTypes() {}

    private static void plain(String typeName, String names) {
        Map<String, Long> values = new LinkedHashMap<>();
        long next = 0;
        for (String name : names.split(" ")) {
            if (!name.equals("=")) {
                values.put(name, next);
            }
            next++;
        }
        add(typeName, false, values);
    }

    private static void flags(String typeName, String pairs) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (String pair : pairs.split(" ")) {
            int equals = pair.indexOf('=');
            values.put(
                    pair.substring(0, equals), Long.parseLong(pair, equals + 1, pair.length(), 10));
        }
        add(typeName, true, values);
    }

    private static void add(String typeName, boolean flags, Map<String, Long> values) {
        ALL.put(
                typeName.toLowerCase(Locale.ROOT),
                new Constants(NetType.of(typeName), flags, values));
    }

    static Collection<String> names() {
        return ALL.values().stream().map(c -> c.type().baseName()).toList();
    }

    static @Nullable Constants of(NetType type) {
        return type.isArray() ? null : ALL.get(type.baseName().toLowerCase(Locale.ROOT));
    }

    /// The value of text: names joined by commas, a pattern that fits one name, or a number.
    ///
    /// @throws NetException if it's none of them
    static NetEnum parse(Constants constants, String text) {
        long sum = 0;
        String[] parts = text.split(",");
        for (String part : parts) {
            String word = part.strip();
            Optional<NetEnum> named = constants.named(word);
            if (named.isPresent()) {
                sum |= named.get().value();
                continue;
            }
            if (word.matches("[+-]?\\d+")) {
                sum |= Long.parseLong(word);
                continue;
            }
            List<String> fitting =
                    Wildcard.isPattern(word)
                            ? constants.values().keySet().stream()
                                    .filter(Wildcard.of(word)::matches)
                                    .toList()
                            : List.of();
            if (fitting.size() != 1) {
                throw NetException.argument(
                        "Unable to match the identifier name "
                                + word
                                + " to a valid enumerator name. Specify one of the following"
                                + " enumerator names and try again: "
                                + constants.values().keySet().stream()
                                        .collect(Collectors.joining(", ")));
            }
            sum |= constants.values().getOrDefault(fitting.getFirst(), 0L);
        }
        return constants.numbered(sum);
    }
}
