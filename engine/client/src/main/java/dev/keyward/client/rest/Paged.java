package dev.keyward.client.rest;

import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.VaultCallException;
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
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// The items of a list call; each page is fetched when its first item is asked for.
public final class Paged<T> implements Iterable<T> {
    private final Rest rest;
    private final URI first;
    private final Function<JsonReader, T> item;

    /// @param item reads one entry
    public Paged(Rest rest, URI first, Function<JsonReader, T> item) {
        this.rest = rest;
        this.first = first;
        this.item = item;
    }

    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /// The next page, which is where this one was: the token goes to no other place because an
    /// answer says so.
    private static URI following(URI page, String link) {
        HttpUrl from = HttpUrl.get(page.toString());
        HttpUrl to = from.resolve(link);
        if (to == null
                || !to.scheme().equals(from.scheme())
                || !to.host().equals(from.host())
                || to.port() != from.port()
                || !to.username().isEmpty()) {
            throw new VaultCallException(
                    VaultCallException.NO_ANSWER,
                    new CallFailure.BadAnswer(),
                    "the answer's nextLink doesn't lead on at "
                            + from.host()
                            + ", so it isn't followed",
                    null);
        }
        return to.uri();
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
                    next = link == null ? null : following(next, link);
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
