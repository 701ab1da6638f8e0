package dev.keyward.language.utility;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.language.value.Members;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.TypeOf;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Get-Member gives: a MemberDefinition for each member of each type among its input.
final class MemberList {
    private static final List<String> ORDER =
            List.of(
                    "AliasProperty",
                    "Method",
                    "NoteProperty",
                    "Property",
                    "ScriptMethod",
                    "ScriptProperty");

    private MemberList() {}

    static void of(Invocation invocation, List<@Nullable Object> all) {
        Set<String> seen = new LinkedHashSet<>();
        for (Object one : all) {
            if (one == null) {
                continue;
            }
            String type = TypeOf.names(one).getFirst();
            if (seen.add(type)) {
                list(invocation, one, type);
            }
        }
    }

    private static void list(Invocation invocation, Object one, String type) {
        Arguments arguments = invocation.arguments();
        List<PsObject> found =
                arguments.flag("Static")
                        ? statics(invocation, one, type)
                        : members(invocation, one, type);
        found.removeIf(member -> !isWanted(arguments, member));
        found.sort(
                Comparator.comparingInt((PsObject member) ->
                                ORDER.indexOf(String.valueOf(member.get("MemberType"))))
                        .thenComparing(
                                member -> String.valueOf(member.get("Name")),
                                String.CASE_INSENSITIVE_ORDER));
        found.forEach(invocation::write);
    }

    private static boolean isWanted(Arguments arguments, PsObject member) {
        List<String> names = arguments.texts("Name");
        List<String> kinds = arguments.texts("MemberType");
        String name = String.valueOf(member.get("Name"));
        String kind = String.valueOf(member.get("MemberType"));
        return (names.isEmpty() || names.stream().anyMatch(n -> Wildcard.of(n).matches(name)))
                && (kinds.isEmpty()
                        || kinds.stream()
                                .flatMap(k -> java.util.stream.Stream.of(k.split(",")))
                                .map(String::strip)
                                .anyMatch(k -> isKind(k, kind)));
    }

    private static boolean isKind(String wanted, String kind) {
        return switch (wanted.toLowerCase(java.util.Locale.ROOT)) {
            case "all" -> true;
            case "properties" -> kind.endsWith("Property");
            case "methods" -> kind.endsWith("Method");
            default -> wanted.equalsIgnoreCase(kind);
        };
    }

    private static List<PsObject> members(Invocation invocation, Object one, String type) {
        Values values = Values.of(invocation.session());
        Members members = values.members();
        List<PsObject> found = new ArrayList<>();
        for (String name : members.propertyNames(one)) {
            String kind = kind(one, name);
            Object value = members.get(one, name);
            String valueType =
                    value == null
                            ? "object"
                            : dev.keyward.language.value.TypeNames.shortest(TypeOf.value(value));
            String definition =
                    kind.equals("NoteProperty")
                            ? valueType + " " + name + "=" + values.text().of(value)
                            : valueType + " " + name + " {get;}";
            found.add(member(type, name, kind, definition));
        }
        for (String name : members.methodNames(one)) {
            found.add(member(type, name, "Method", name + "()"));
        }
        return found;
    }

    private static List<PsObject> statics(Invocation invocation, Object one, String type) {
        NetType subject = one instanceof NetType given ? given : TypeOf.value(one);
        List<PsObject> found = new ArrayList<>();
        for (String name : Values.of(invocation.session()).members().staticNames(subject)) {
            found.add(member(type, name, "Method", "static " + name));
        }
        return found;
    }

    private static String kind(Object one, String name) {
        if (!(one instanceof PsObject object)) {
            return "Property";
        }
        return switch (object.property(name).orElse(null)) {
            case PsProperty.Alias _ -> "AliasProperty";
            case PsProperty.Computed _ -> object.isCustom() ? "ScriptProperty" : "Property";
            case null, default -> object.isCustom() ? "NoteProperty" : "Property";
        };
    }

    private static PsObject member(String type, String name, String kind, String definition) {
        return new PsObject("Microsoft.PowerShell.Commands.MemberDefinition")
                .set("TypeName", type)
                .set("Name", name)
                .set("MemberType", kind)
                .set("Definition", definition)
                .readingAs(_ -> definition);
    }
}
