package dev.keyward.server.http;

import io.vertx.core.MultiMap;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The headers of a request as the API wants them, without copying those that nobody asks for.
/// Read-only.
final class HeaderView extends AbstractMap<String, List<String>> {
    private final MultiMap headers;

    HeaderView(MultiMap headers) {
        this.headers = headers;
    }

    @Override
    public @Nullable List<String> get(@Nullable Object name) {
        if (!(name instanceof String text)) {
            return null;
        }
        List<String> values = headers.getAll(text);
        return values.isEmpty() ? null : values;
    }

    @Override
    public List<String> getOrDefault(@Nullable Object name, List<String> otherwise) {
        List<String> values = get(name);
        return values == null ? otherwise : values;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, List<String>>> entrySet() {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        for (String name : headers.names()) {
            copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(headers.getAll(name)));
        }
        return copy.entrySet();
    }
}
