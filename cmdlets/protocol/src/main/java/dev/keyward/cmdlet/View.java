package dev.keyward.cmdlet;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How objects of some types are shown when a script doesn't say.
public sealed interface View {
    /// The type names it's for.
    List<String> types();

    /// One label and value a line.
    record ListView(List<String> types, List<Item> items) implements View {
        public ListView {
            types = List.copyOf(types);
            items = List.copyOf(items);
        }
    }

    /// One row an object.
    ///
    /// @param groupBy starts a new table, headed by this item, when its value changes; may be null
    record TableView(List<String> types, List<Column> columns, @Nullable Item groupBy)
            implements View {
        public TableView {
            types = List.copyOf(types);
            columns = List.copyOf(columns);
        }
    }

    /// A label with the value it names.
    record Item(String label, Expression expression) {
        /// A property shown under its own name.
        public static Item of(String property) {
            return new Item(property, new Expression.Property(property));
        }

        public static Item of(String label, String property) {
            return new Item(label, new Expression.Property(property));
        }

        public static Item computed(String label, Function<Object, @Nullable Object> value) {
            return new Item(label, new Expression.Computed(value));
        }
    }

    /// A column of a table.
    ///
    /// @param width characters, 0 to fit the content
    record Column(Item item, int width, Alignment alignment) {
        public static Column of(String property) {
            return new Column(Item.of(property), 0, Alignment.BY_TYPE);
        }

        public static Column of(String label, String property) {
            return new Column(Item.of(label, property), 0, Alignment.BY_TYPE);
        }
    }

    /// Where a cell's text stands.
    enum Alignment {
        BY_TYPE,
        LEFT,
        CENTER,
        RIGHT
    }

    /// Where a shown value comes from.
    sealed interface Expression {
        record Property(String name) implements Expression {}

        record Computed(Function<Object, @Nullable Object> value) implements Expression {}
    }
}
