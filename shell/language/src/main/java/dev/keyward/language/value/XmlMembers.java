package dev.keyward.language.value;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// XML as scripts see it: child elements and attributes are properties.
final class XmlMembers {
    private XmlMembers() {}

    /// Reads a document; external entities and document types are refused.
    ///
    /// @throws NetException if the text isn't XML
    static Document parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text.strip())));
        } catch (ParserConfigurationException | IOException | SAXException e) {
            throw NetException.of("System.Xml.XmlException", String.valueOf(e.getMessage()));
        }
    }

    static String text(Node node) {
        return node instanceof Document ? "#document" : node.getNodeName();
    }

    /// The names of a node's attributes and child elements.
    static List<String> names(Node node) {
        List<String> names = new ArrayList<>();
        if (node instanceof Element element) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                names.add(element.getAttributes().item(i).getNodeName());
            }
        }
        for (Element child : children(node)) {
            if (!names.contains(child.getNodeName())) {
                names.add(child.getNodeName());
            }
        }
        return names;
    }

    private static List<Element> children(Node node) {
        List<Element> all = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                all.add(element);
            }
        }
        return all;
    }

    static Optional<Object> find(Node node, String name) {
        if (node instanceof Element element) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                if (element.getAttributes().item(i) instanceof Attr attribute
                        && attribute.getNodeName().equalsIgnoreCase(name)) {
                    return Optional.of(attribute.getValue());
                }
            }
        }
        List<@Nullable Object> found = new ArrayList<>();
        for (Element child : children(node)) {
            if (child.getNodeName().equalsIgnoreCase(name)) {
                found.add(simple(child));
            }
        }
        if (!found.isEmpty()) {
            return Optional.ofNullable(Sequences.collapsed(found));
        }
        return builtIn(node, name);
    }

    private static Optional<Object> builtIn(Node node, String name) {
        return switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "#text", "innertext" ->
                    Optional.of(node.getTextContent() == null ? "" : node.getTextContent());
            case "innerxml" -> Optional.of(inner(node));
            case "outerxml" -> Optional.of(outer(node));
            case "name", "localname" -> Optional.of(node.getNodeName());
            case "documentelement" ->
                    node instanceof Document document
                            ? Optional.ofNullable(document.getDocumentElement())
                            : Optional.empty();
            case "parentnode" -> Optional.ofNullable(node.getParentNode());
            case "haschildnodes" -> Optional.of(node.hasChildNodes());
            case "childnodes" -> Optional.of(children(node).toArray());
            default -> Optional.empty();
        };
    }

    /// An element with text alone is its text.
    private static Object simple(Element element) {
        boolean bare = children(element).isEmpty() && element.getAttributes().getLength() == 0;
        return bare ? String.valueOf(element.getTextContent()) : element;
    }

    static void set(Node node, String name, String value) {
        if (name.equalsIgnoreCase("InnerText") || name.equalsIgnoreCase("#text")) {
            node.setTextContent(value);
            return;
        }
        if (node instanceof Element element && element.hasAttribute(name)) {
            element.setAttribute(name, value);
            return;
        }
        for (Element child : children(node)) {
            if (child.getNodeName().equalsIgnoreCase(name)) {
                child.setTextContent(value);
                return;
            }
        }
        throw MemberErrors.noProperty(name);
    }

    static Optional<Object> invoke(Node node, String name, List<@Nullable Object> arguments) {
        String first = arguments.isEmpty() ? "" : String.valueOf(arguments.getFirst());
        return switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "selectsinglenode" -> Optional.ofNullable(select(node, first).item(0));
            case "selectnodes" -> {
                List<@Nullable Object> all = new ArrayList<>();
                NodeList list = select(node, first);
                for (int i = 0; i < list.getLength(); i++) {
                    all.add(list.item(i));
                }
                yield Optional.of(all.toArray());
            }
            case "getattribute" ->
                    Optional.of(node instanceof Element element ? element.getAttribute(first) : "");
            case "setattribute" -> {
                if (node instanceof Element element) {
                    element.setAttribute(first, String.valueOf(arguments.get(1)));
                }
                yield Optional.of(Nothing.NOTHING);
            }
            case "createelement" ->
                    Optional.ofNullable(
                            node instanceof Document it ? it.createElement(first) : null);
            case "appendchild" ->
                    Optional.ofNullable(
                            arguments.getFirst() instanceof Node it ? node.appendChild(it) : null);
            case "removechild" ->
                    Optional.ofNullable(
                            arguments.getFirst() instanceof Node it ? node.removeChild(it) : null);
            default -> Optional.empty();
        };
    }

    private static NodeList select(Node node, String path) {
        try {
            return (NodeList)
                    XPathFactory.newInstance()
                            .newXPath()
                            .evaluate(path, node, XPathConstants.NODESET);
        } catch (XPathExpressionException e) {
            throw NetException.of(
                    "System.Xml.XPath.XPathException", "'" + path + "' has an invalid token.");
        }
    }

    private static String inner(Node node) {
        StringBuilder text = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            text.append(outer(child));
        }
        return text.toString();
    }

    static String outer(Node node) {
        try {
            var transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw NetException.of("System.Xml.XmlException", String.valueOf(e.getMessage()));
        }
    }
}
