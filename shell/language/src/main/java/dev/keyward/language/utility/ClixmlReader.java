package dev.keyward.language.utility;

import dev.keyward.cmdlet.Credential;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Values;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Reads objects from CLIXML ([MS-PSRP] 2.2.5). Objects of types other than the plain ones come
/// back with their properties, as `Deserialized.` objects.
final class ClixmlReader {
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final Values values;

    ClixmlReader(Values values) {
        this.values = values;
    }

    /// @throws IOException if it isn't CLIXML
    List<@Nullable Object> read(String text) throws IOException {
        Element root;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            // No document type: nothing outside the file is ever read.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            root = builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("it isn't well-formed XML", e);
        }
        if (!root.getTagName().equals("Objs")) {
            throw new IOException("it isn't CLIXML: the root element must be Objs");
        }
        List<@Nullable Object> all = new ArrayList<>();
        try {
            for (Element element : children(root)) {
                all.add(value(element));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("it isn't CLIXML: a value can't be read", e);
        }
        return all;
    }

    private @Nullable Object value(Element element) throws IOException {
        String text = unescaped(element.getTextContent());
        return switch (element.getTagName()) {
            case "Nil" -> null;
            case "S", "SBK", "XD" -> text;
            case "B" -> Boolean.parseBoolean(text);
            case "C" -> (char) Integer.parseInt(text);
            case "I32" -> Integer.valueOf(text);
            case "I64" -> Long.valueOf(text);
            case "I16" -> Short.valueOf(text);
            case "Db" -> Double.valueOf(text);
            case "Sg" -> Float.valueOf(text);
            case "D" -> new BigDecimal(text);
            case "DT" -> values.conversions().convert(text, NetType.DATE_TIME);
            case "TS" -> Duration.parse(text);
            case "G" -> UUID.fromString(text);
            case "URI" -> URI.create(text);
            case "BA" -> Base64.getDecoder().decode(text.strip());
            case "SS" -> secure(text);
            case "Obj" -> object(element);
            default ->
                    throw new IOException(
                            "it has an element that isn't known: " + element.getTagName());
        };
    }

    private static SecureString secure(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return SecureString.of(new String(octets, StandardCharsets.UTF_16LE));
    }

    private @Nullable Object object(Element element) throws IOException {
        List<String> types = new ArrayList<>();
        PsObject object = new PsObject();
        for (Element part : children(element)) {
            switch (part.getTagName()) {
                case "TN" ->
                        children(part).forEach(type -> types.add(unescaped(type.getTextContent())));
                case "DCT" -> {
                    return table(part, types);
                }
                case "LST", "IE", "STK", "QUE" -> {
                    List<@Nullable Object> list = new ArrayList<>();
                    for (Element one : children(part)) {
                        list.add(value(one));
                    }
                    return list.toArray();
                }
                case "ToString" -> {
                    String text = unescaped(part.getTextContent());
                    object.readingAs(_ -> text);
                }
                case "MS", "Props" -> {
                    for (Element property : children(part)) {
                        object.set(unescaped(property.getAttribute("N")), value(property));
                    }
                }
                default -> {
                    return value(part);
                }
            }
        }
        if (types.contains("System.Management.Automation.PSCredential")
                && object.get("Password") instanceof SecureString password) {
            return new Credential(values.text().of(object.get("UserName")), password);
        }
        if (!types.isEmpty() && !types.contains(PsObject.CUSTOM)) {
            object.typeNames().clear();
            types.forEach(type -> object.typeNames().add("Deserialized." + type));
        }
        return object;
    }

    private PsHashtable table(Element element, List<String> types) throws IOException {
        PsHashtable table =
                types.stream().anyMatch(type -> type.contains("Ordered"))
                        ? PsHashtable.ordered()
                        : new PsHashtable();
        for (Element entry : children(element)) {
            Object key = null;
            Object item = null;
            for (Element part : children(entry)) {
                if (part.getAttribute("N").equals("Key")) {
                    key = value(part);
                } else {
                    item = value(part);
                }
            }
            if (key == null) {
                throw new IOException("it has an entry without a key");
            }
            table.put(key, item);
        }
        return table;
    }

    private static List<Element> children(Element element) {
        List<Element> all = new ArrayList<>();
        for (Node at = element.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element child) {
                all.add(child);
            }
        }
        return all;
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(ClixmlReader::character);
    }

    private static String character(MatchResult escape) {
        return Matcher.quoteReplacement(
                String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
    }
}
