package dev.keyward.client;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.ReadPage;
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
    private final Function<JsonReader, T> item;

    /// @param item reads one entry
    Paged(Rest rest, URI first, Function<JsonReader, T> item) {
        this.rest = rest;
        this.first = first;
        this.item = item;
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
                    ReadPage<T> answer = rest.get(next, in -> ReadPage.read(in, item));
                    page.addAll(answer.value());
                    String link = answer.nextLink();
                    next = link == null ? null : URI.create(link);
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
