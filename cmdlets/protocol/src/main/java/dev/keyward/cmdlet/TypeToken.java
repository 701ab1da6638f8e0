package dev.keyward.cmdlet;

import java.util.Locale;

/// The type a parameter takes, by name.
///
/// @param name an accelerator (`string`) or full .NET name, or the type name of a [PsObject]
/// @param array takes several of them
/// @param nullable takes null where the type itself can't
public record TypeToken(String name, boolean array, boolean nullable) {
    public static final TypeToken OBJECT = of("object");
    public static final TypeToken STRING = of("string");
    public static final TypeToken INT = of("int");
    public static final TypeToken LONG = of("long");
    public static final TypeToken DOUBLE = of("double");
    public static final TypeToken BOOL = of("bool");
    public static final TypeToken SWITCH = of("switch");
    public static final TypeToken DATE_TIME = of("datetime");
    public static final TypeToken TIME_SPAN = of("timespan");
    public static final TypeToken GUID = of("guid");
    public static final TypeToken URI = of("uri");
    public static final TypeToken HASHTABLE = of("hashtable");
    public static final TypeToken SECURE_STRING = of("securestring");
    public static final TypeToken CREDENTIAL = of("pscredential");
    public static final TypeToken SCRIPT_BLOCK = of("scriptblock");
    public static final TypeToken PS_OBJECT = of("psobject");
    public static final TypeToken STRINGS = STRING.many();
    public static final TypeToken BYTES = of("byte").many();
    public static final TypeToken OBJECTS = OBJECT.many();

    public static TypeToken of(String name) {
        return new TypeToken(name, false, false);
    }

    public TypeToken many() {
        return new TypeToken(name, true, nullable);
    }

    public TypeToken orNull() {
        return new TypeToken(name, array, true);
    }

    public boolean isSwitch() {
        return !array && name.toLowerCase(Locale.ROOT).equals("switch");
    }

    /// As syntax lines show it, without angle brackets: `string[]`.
    public String display() {
        String shown = name.substring(name.lastIndexOf('.') + 1);
        return (nullable ? "Nullable[" + shown + "]" : shown) + (array ? "[]" : "");
    }
}
