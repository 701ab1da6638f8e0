package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The items of a list call; each page is fetched when its first item is asked for.
public final class Paged<T> implements Iterable<T> {
    private final Rest rest;
    private final URI first;
    private final Function<JsonNode, T> reader;

    Paged(Rest rest, URI first, Function<JsonNode, T> reader) {
        this.rest = rest;
        this.first = first;
        this.reader = reader;
    }

    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /// Starts again from the first page.
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private final Queue<T> page = new ArrayDeque<>();
            private @Nullable URI next = first;

            @Override
            public boolean hasNext() {
                // A page may be empty and yet have a successor (data-plane-common.md, section 6).
                while (page.isEmpty() && next != null) {
                    JsonNode answer = rest.get(next);
                    answer.path("value").forEach(item -> page.add(reader.apply(item)));
                    String link = ObjectProperties.text(answer, "nextLink");
                    next = link == null || link.isEmpty() ? null : URI.create(link);
                }
                return !page.isEmpty();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.remove();
            }
        };
    }
}
