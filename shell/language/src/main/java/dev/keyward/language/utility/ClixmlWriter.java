package dev.keyward.language.utility;

import dev.keyward.cmdlet.Credential;
import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.TypeOf;
import dev.keyward.language.value.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes objects as CLIXML, the form in which PowerShell keeps them in files ([MS-PSRP] 2.2.5).
///
/// A secure string is the hexadecimal UTF-16LE text that PowerShell writes outside of Windows: kept
/// from the eye, not from who can read the file.
final class ClixmlWriter {
    private final Values values;
    private final StringBuilder xml = new StringBuilder();
    private int references;

    ClixmlWriter(Values values) {
        this.values = values;
    }

    /// @param depth how far down properties are kept; what lies deeper is text
    String write(List<@Nullable Object> objects, int depth) {
        xml.append(
                "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\n");
        for (Object object : objects) {
            value(object, "", depth);
            xml.append('\n');
        }
        return xml.append("</Objs>\n").toString();
    }

    private void value(@Nullable Object value, String name, int depth) {
        switch (value) {
            case null -> xml.append("<Nil").append(named(name)).append(" />");
            case String it -> simple("S", name, it);
            case Boolean it -> simple("B", name, it.toString());
            case Character it -> simple("C", name, Integer.toString(it));
            case Integer it -> simple("I32", name, it.toString());
            case Long it -> simple("I64", name, it.toString());
            case Short it -> simple("I16", name, it.toString());
            case Double it -> simple("Db", name, it.toString());
            case Float it -> simple("Sg", name, it.toString());
            case BigDecimal it -> simple("D", name, it.toPlainString());
            case BigInteger it -> simple("S", name, it.toString());
            case DateTime it ->
                    simple(
                            "DT",
                            name,
                            values.text()
                                    .of(values.members().invoke(it, "ToString", List.of("o"))));
            case Duration it -> simple("TS", name, it.toString());
            case UUID it -> simple("G", name, it.toString());
            case URI it -> simple("URI", name, it.toString());
            case SecureString it -> simple("SS", name, hex(it));
            case byte[] it -> simple("BA", name, Base64.getEncoder().encodeToString(it));
            case ScriptBlock it -> simple("SBK", name, it.text());
            case Credential it -> credential(it, name);
            case PsHashtable it -> table(it, name, depth);
            default -> {
                if (Sequences.is(value)) {
                    list(value, name, depth);
                } else {
                    object(value, name, depth);
                }
            }
        }
    }

    private static String hex(SecureString text) {
        return HexFormat.of()
                .formatHex(new String(text.reveal()).getBytes(StandardCharsets.UTF_16LE));
    }

    private void credential(Credential it, String name) {
        open(name, List.of("System.Management.Automation.PSCredential", "System.Object"));
        xml.append("<Props>");
        simple("S", "UserName", it.userName());
        simple("SS", "Password", hex(it.password()));
        xml.append("</Props></Obj>");
    }

    private void table(PsHashtable table, String name, int depth) {
        open(name, TypeOf.names(table));
        xml.append("<DCT>");
        for (PsHashtable.Entry entry : table.entries()) {
            xml.append("<En>");
            value(entry.key(), "Key", depth);
            value(entry.value(), "Value", depth - 1);
            xml.append("</En>");
        }
        xml.append("</DCT></Obj>");
    }

    private void list(Object list, String name, int depth) {
        open(name, List.of("System.Object[]", "System.Array", "System.Object"));
        xml.append("<LST>");
        Sequences.elements(list).forEach(element -> value(element, "", depth));
        xml.append("</LST></Obj>");
    }

    private void object(Object object, String name, int depth) {
        if (depth < 1) {
            simple("S", name, values.text().of(object));
            return;
        }
        open(name, TypeOf.names(object));
        if (object instanceof PsObject it) {
            xml.append("<MS>");
            for (PsProperty property : it.properties()) {
                value(it.get(property.name()), property.name(), depth - 1);
            }
            xml.append("</MS></Obj>");
            return;
        }
        xml.append("<ToString>").append(escaped(values.text().of(object))).append("</ToString>");
        xml.append("<Props>");
        for (String property : values.members().propertyNames(object)) {
            value(values.members().get(object, property), property, depth - 1);
        }
        xml.append("</Props></Obj>");
    }

    private void open(String name, List<String> types) {
        xml.append("<Obj").append(named(name)).append(" RefId=\"").append(references).append("\">");
        xml.append("<TN RefId=\"").append(references).append("\">");
        types.forEach(type -> xml.append("<T>").append(escaped(type)).append("</T>"));
        xml.append("</TN>");
        references++;
    }

    private void simple(String element, String name, String text) {
        xml.append('<').append(element).append(named(name)).append('>');
        xml.append(escaped(text)).append("</").append(element).append('>');
    }

    private static String named(String name) {
        return name.isEmpty() ? "" : " N=\"" + escaped(name) + "\"";
    }

    /// Characters that XML can't hold, and line ends that it would change, are written `_x000A_`.
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean literalEscape = c == '_' && text.startsWith("_x", i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (c < ' '
                            || c >= '\uD800' && c <= '\uDFFF'
                            || c >= '\uFFFE'
                            || literalEscape) {
                        escaped.append("_x%04X_".formatted((int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
