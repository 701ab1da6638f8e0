package dev.keyward.language.value;

import dev.keyward.cmdlet.PsObject;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The properties of one object, as `.psobject.Properties` lists them.
final class PropertyList extends AbstractList<@Nullable Object> {
    private final Object target;
    private final List<PsObject> properties;

    PropertyList(Object target, List<PsObject> properties) {
        this.target = target;
        this.properties = properties;
    }

    @Override
    public PsObject get(int index) {
        return properties.get(index);
    }

    @Override
    public int size() {
        return properties.size();
    }

    Optional<PsObject> named(String name) {
        return properties.stream()
                .filter(property -> name.equalsIgnoreCase(String.valueOf(property.get("Name"))))
                .findFirst();
    }

    boolean removeNamed(String name) {
        return target instanceof PsObject object && object.remove(name);
    }

    void addNote(String name, @Nullable Object value) {
        if (target instanceof PsObject object) {
            object.set(name, value);
        }
    }
}
