package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds types by the names scripts write: accelerators, full names, names without `System.`,
/// arrays, generics and names of Java classes.
public final class TypeNames {
    private static final Map<String, NetType> KNOWN = new HashMap<>();

    static {
        accelerate("System.String", "string");
        accelerate("System.Char", "char");
        accelerate("System.Byte", "byte");
        accelerate("System.SByte", "sbyte");
        accelerate("System.Int16", "short", "int16");
        accelerate("System.UInt16", "ushort", "uint16");
        accelerate("System.Int32", "int", "int32");
        accelerate("System.UInt32", "uint", "uint32");
        accelerate("System.Int64", "long", "int64");
        accelerate("System.UInt64", "ulong", "uint64");
        accelerate("System.Single", "float", "single");
        accelerate("System.Double", "double");
        accelerate("System.Decimal", "decimal");
        accelerate("System.Numerics.BigInteger", "bigint");
        accelerate("System.Boolean", "bool", "boolean");
        accelerate("System.Object", "object");
        accelerate("System.Void", "void");
        accelerate("System.Array", "array");
        accelerate("System.Enum", "enum");
        accelerate("System.Type", "type");
        accelerate("System.RuntimeType");
        accelerate("System.Collections.Hashtable", "hashtable");
        accelerate("System.Collections.Specialized.OrderedDictionary", "ordered");
        accelerate("System.DateTime", "datetime");
        accelerate("System.DateTimeOffset", "datetimeoffset");
        accelerate("System.TimeSpan", "timespan");
        accelerate("System.Guid", "guid");
        accelerate("System.Uri", "uri");
        accelerate("System.Version", "version");
        accelerate("System.Text.RegularExpressions.Regex", "regex");
        accelerate("System.Xml.XmlDocument", "xml");
        accelerate("System.Globalization.CultureInfo", "cultureinfo");
        accelerate("System.Net.Mail.MailAddress", "mailaddress");
        accelerate("System.Net.IPAddress", "ipaddress");
        accelerate("System.Security.SecureString", "securestring");
        accelerate(
                "System.Security.Cryptography.X509Certificates.X509Certificate2",
                "x509certificate2");
        accelerate("System.Management.Automation.PSCredential", "pscredential", "credential");
        accelerate("System.Management.Automation.PSObject", "psobject");
        accelerate("System.Management.Automation.PSCustomObject", "pscustomobject");
        accelerate("System.Management.Automation.ScriptBlock", "scriptblock");
        accelerate("System.Management.Automation.SwitchParameter", "switch");
        accelerate("System.Management.Automation.PSReference", "ref");
        accelerate("System.Management.Automation.ErrorRecord");
        accelerate("System.Management.Automation.WarningRecord");
        accelerate("System.Management.Automation.VerboseRecord");
        accelerate("System.Management.Automation.DebugRecord");
        accelerate("System.Management.Automation.InformationRecord");
        accelerate("System.Management.Automation.PSNoteProperty", "psnoteproperty");
        accelerate("System.Management.Automation.Alias", "alias");
        accelerate("System.Management.Automation.PSTypeName");
        accelerate("System.Management.Automation.WildcardPattern", "wildcardpattern");
        accelerate("System.Collections.ArrayList");
        accelerate("System.Collections.Generic.List");
        accelerate("System.Collections.Generic.Dictionary");
        accelerate("System.Collections.Generic.HashSet");
        accelerate("System.Collections.Generic.Queue");
        accelerate("System.Collections.Generic.Stack");
        accelerate("System.Collections.ObjectModel.Collection");
        accelerate("System.Collections.IEnumerable");
        accelerate("System.Collections.IDictionary");
        accelerate("System.Collections.IList");
        accelerate("System.Collections.ICollection");
        accelerate("System.Collections.DictionaryEntry");
        accelerate("System.Nullable");
        accelerate("System.IO.FileInfo");
        accelerate("System.IO.DirectoryInfo");
        accelerate("System.ValueType");
        accelerate("System.IComparable");
        for (String name : ExceptionNames.ALL) {
            accelerate(name);
        }
        TypeTable.names().forEach(TypeNames::accelerate);
        EnumTypes.names().forEach(TypeNames::accelerate);
    }

    private TypeNames() {}

    private static void accelerate(String fullName, String... shortNames) {
        NetType type = NetType.of(fullName);
        KNOWN.putIfAbsent(fullName.toLowerCase(Locale.ROOT), type);
        if (fullName.startsWith("System.")) {
            KNOWN.putIfAbsent(fullName.substring(7).toLowerCase(Locale.ROOT), type);
        }
        for (String name : shortNames) {
            KNOWN.put(name, type);
        }
    }

    /// The type a type literal names.
    ///
    /// @throws CmdletError with `TypeNotFound` if there's none
    public static NetType require(String text) {
        return find(text)
                .orElseThrow(() ->
                        CmdletError.of(
                                "Unable to find type [" + text + "].",
                                "TypeNotFound",
                                ErrorCategory.InvalidOperation));
    }

    public static Optional<NetType> find(String text) {
        String name = text.strip();
        if (name.endsWith("[]")) {
            return find(name.substring(0, name.length() - 2)).map(NetType::many);
        }
        int bracket = name.indexOf('[');
        if (bracket > 0 && name.endsWith("]")) {
            return generic(
                    name.substring(0, bracket), name.substring(bracket + 1, name.length() - 1));
        }
        int tick = name.indexOf('`');
        String key = (tick > 0 ? name.substring(0, tick) : name).toLowerCase(Locale.ROOT);
        NetType known = KNOWN.get(key);
        return known != null
                ? Optional.of(known)
                : JavaMembers.find(name).map(Class::getName).map(NetType::of);
    }

    /// The name an accelerator list has for a type, else its full name.
    public static String shortest(NetType type) {
        if (type.element() != null) {
            return shortest(type.element()) + "[]";
        }
        return switch (type.baseName()) {
            case "System.String" -> "string";
            case "System.Int32" -> "int";
            case "System.Int64" -> "long";
            case "System.Int16" -> "short";
            case "System.Boolean" -> "bool";
            case "System.Byte" -> "byte";
            case "System.SByte" -> "sbyte";
            case "System.Char" -> "char";
            case "System.Double" -> "double";
            case "System.Single" -> "float";
            case "System.Decimal" -> "decimal";
            case "System.DateTime" -> "datetime";
            case "System.TimeSpan" -> "timespan";
            case "System.Guid" -> "guid";
            case "System.Uri" -> "uri";
            case "System.Object" -> "System.Object";
            default -> type.toString();
        };
    }

    private static Optional<NetType> generic(String name, String list) {
        Optional<NetType> base = find(name);
        if (base.isEmpty()) {
            return base;
        }
        List<NetType> arguments = new ArrayList<>();
        for (String part : split(list)) {
            String one = part.strip();
            if (one.startsWith("[") && one.endsWith("]")) {
                one = one.substring(1, one.length() - 1);
            }
            Optional<NetType> argument = find(one);
            if (argument.isEmpty()) {
                return argument;
            }
            arguments.add(argument.get());
        }
        return Optional.of(new NetType(base.get().baseName(), arguments, null));
    }

    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(list.substring(start));
        return parts;
    }
}
