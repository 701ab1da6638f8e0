package dev.keyward.language.value;

import dev.keyward.cmdlet.TypeToken;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A type as a script names it: what `[int]` stands for.
///
/// @param baseName the full .NET name without arity or arguments, such as `System.Int32`
/// @param arguments type arguments of a generic type
/// @param element the type of the elements if it's an array type; `baseName` is then the element's
public record NetType(String baseName, List<NetType> arguments, @Nullable NetType element) {
    public static final NetType OBJECT = of("System.Object");
    public static final NetType STRING = of("System.String");
    public static final NetType CHAR = of("System.Char");
    public static final NetType BOOL = of("System.Boolean");
    public static final NetType INT = of("System.Int32");
    public static final NetType LONG = of("System.Int64");
    public static final NetType SHORT = of("System.Int16");
    public static final NetType SBYTE = of("System.SByte");
    public static final NetType BYTE = of("System.Byte");
    public static final NetType DOUBLE = of("System.Double");
    public static final NetType FLOAT = of("System.Single");
    public static final NetType DECIMAL = of("System.Decimal");
    public static final NetType BIG_INTEGER = of("System.Numerics.BigInteger");
    public static final NetType DATE_TIME = of("System.DateTime");
    public static final NetType DATE_TIME_OFFSET = of("System.DateTimeOffset");
    public static final NetType TIME_SPAN = of("System.TimeSpan");
    public static final NetType GUID = of("System.Guid");
    public static final NetType URI = of("System.Uri");
    public static final NetType VERSION = of("System.Version");
    public static final NetType VOID = of("System.Void");
    public static final NetType TYPE = of("System.RuntimeType");
    public static final NetType HASHTABLE = of("System.Collections.Hashtable");
    public static final NetType ORDERED = of("System.Collections.Specialized.OrderedDictionary");
    public static final NetType SECURE_STRING = of("System.Security.SecureString");
    public static final NetType CREDENTIAL = of("System.Management.Automation.PSCredential");
    public static final NetType SCRIPT_BLOCK = of("System.Management.Automation.ScriptBlock");
    public static final NetType SWITCH = of("System.Management.Automation.SwitchParameter");
    public static final NetType CUSTOM = of("System.Management.Automation.PSCustomObject");
    public static final NetType ERROR = of("System.Management.Automation.ErrorRecord");
    public static final NetType REGEX = of("System.Text.RegularExpressions.Regex");
    public static final NetType XML = of("System.Xml.XmlDocument");
    static final String NULLABLE_NAME = "System.Nullable";

    public NetType {
        arguments = List.copyOf(arguments);
    }

    public static NetType of(String fullName) {
        return new NetType(fullName, List.of(), null);
    }

    /// The type a parameter declares.
    ///
    /// A name that's no known type stands for itself, as the type names of objects do.
    public static NetType of(TypeToken token) {
        NetType type = TypeNames.find(token.name()).orElseGet(() -> of(token.name()));
        if (token.nullable()) {
            type = type.nullable();
        }
        return token.array() ? type.many() : type;
    }

    public NetType many() {
        return new NetType(baseName, List.of(), this);
    }

    NetType nullable() {
        return new NetType(NULLABLE_NAME, List.of(this), null);
    }

    NetType with(NetType... arguments) {
        return new NetType(baseName, List.of(arguments), null);
    }

    public boolean isArray() {
        return element != null;
    }

    boolean isNullable() {
        return !isArray() && baseName.equals(NULLABLE_NAME) && arguments.size() == 1;
    }

    /// The name without a namespace: `Int32`, ``List`1``, `Object[]`.
    public String name() {
        if (element != null) {
            return element.name() + "[]";
        }
        return baseName.substring(baseName.lastIndexOf('.') + 1) + arity();
    }

    public String namespace() {
        int dot = baseName.lastIndexOf('.');
        return dot < 0 ? "" : baseName.substring(0, dot);
    }

    /// As `.FullName` has it.
    public String fullName() {
        if (element != null) {
            return element.fullName() + "[]";
        }
        return arguments.isEmpty() ? baseName : baseName + arity() + argumentList();
    }

    private String arity() {
        return arguments.isEmpty() ? "" : "`" + arguments.size();
    }

    private String argumentList() {
        return arguments.stream().map(NetType::fullName).collect(Collectors.joining(",", "[", "]"));
    }

    boolean is(NetType other) {
        return equals(other);
    }

    @Override
    public String toString() {
        if (element != null) {
            return element + "[]";
        }
        return arguments.isEmpty() ? baseName : baseName + arity() + argumentList();
    }
}
