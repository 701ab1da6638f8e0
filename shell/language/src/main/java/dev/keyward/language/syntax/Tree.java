package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Walks a program whatever its nodes are: they are records, and what they hold stands below them.
final class Tree {
    private Tree() {}

    static Stream<Object> all(Object node) {
        return Stream.concat(Stream.of(node), children(node).flatMap(Tree::all));
    }

    static Stream<Object> children(Object node) {
        if (node instanceof List<?> list) {
            return list.stream().map(Object.class::cast);
        }
        if (!(node instanceof Record)
                || node instanceof Span
                || !node.getClass().getPackage().equals(Tree.class.getPackage())) {
            return Stream.empty();
        }
        return Stream.of(node.getClass().getRecordComponents())
                .<@Nullable Object>map(component -> value(node, component))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    private static @Nullable Object value(Object node, RecordComponent component) {
        try {
            return component.getAccessor().invoke(node);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a part of the tree can't be read: " + component, e);
        }
    }
}
