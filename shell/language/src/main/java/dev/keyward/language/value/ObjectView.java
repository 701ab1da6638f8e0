package dev.keyward.language.value;

import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What `.psobject` gives: a value seen as an object with a list of properties.
final class ObjectView {
    /// What `.psbase` gives: the value without what scripts added, so that a table's own members
    /// aren't hidden by its keys.
    record Bare(Object target) {}

    private final Values values;
    private final Object target;

    ObjectView(Values values, Object target) {
        this.values = values;
        this.target = target;
    }

    PsObject asObject() {
        PsObject view = new PsObject("System.Management.Automation.PSObject");
        view.set("BaseObject", target);
        view.set("Properties", properties());
        view.set("Methods", methods());
        view.add(
                new PsProperty.Computed(
                        "TypeNames",
                        _ ->
                                target instanceof PsObject object
                                        ? object.typeNames()
                                        : NetList.collection(TypeOf.names(target)),
                        null));
        Function<List<@Nullable Object>, @Nullable Object> copy =
                _ -> target instanceof PsObject object ? object.copy() : target;
        view.set("Copy", copy);
        return view;
    }

    private NetList methods() {
        NetList all = new NetList(NetList.Kind.COLLECTION, NetType.OBJECT);
        for (String name : values.members().methodNames(target)) {
            all.add(new PsObject("System.Management.Automation.PSMethod").set("Name", name));
        }
        return all;
    }

    private PropertyList properties() {
        List<PsObject> all = new ArrayList<>();
        if (target instanceof PsHashtable table) {
            for (String name :
                    List.of(
                            "IsReadOnly",
                            "IsFixedSize",
                            "IsSynchronized",
                            "Keys",
                            "Values",
                            "SyncRoot",
                            "Count")) {
                Object value =
                        name.equals("Count")
                                ? (Object) table.size()
                                : name.equals("Keys")
                                        ? table.keys().toArray()
                                        : name.equals("Values") ? table.values().toArray() : null;
                all.add(property(name, "Property").set("Value", value));
            }
        } else {
            for (String name : values.members().propertyNames(target)) {
                all.add(property(name));
            }
        }
        return new PropertyList(target, all);
    }

    private static PsObject property(String name, String kind) {
        return new PsObject("System.Management.Automation.PS" + kind)
                .set("MemberType", kind)
                .set("Name", name);
    }

    private PsObject property(String name) {
        String kind =
                target instanceof PsObject object
                        ? switch (object.property(name).orElse(null)) {
                            case PsProperty.Alias _ -> "AliasProperty";
                            case PsProperty.Computed _ -> "ScriptProperty";
                            case null, default -> object.isCustom() ? "NoteProperty" : "Property";
                        }
                        : "Property";
        PsObject view = property(name, kind);
        view.set("IsSettable", true);
        view.set("IsGettable", true);
        view.add(
                new PsProperty.Computed(
                        "Value",
                        _ ->
                                values.members()
                                        .own(target, name)
                                        .map(Members.Found::value)
                                        .orElse(null),
                        (_, value) -> values.members().set(target, name, value)));
        view.add(
                new PsProperty.Computed(
                        "TypeNameOfValue",
                        _ -> {
                            Object value = values.members().get(target, name);
                            return value == null ? "System.Object" : TypeOf.value(value).fullName();
                        },
                        null));
        view.set("IsInstance", true);
        view.readingAs(self ->
                "%s %s=%s"
                        .formatted(
                                self.get("TypeNameOfValue"),
                                name,
                                values.text().of(self.get("Value"))));
        return view;
    }
}
