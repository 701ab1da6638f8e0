package dev.keyward.api.exchange;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The decoded query of a request. Names are percent-decoded too (some clients send
/// `api%2Dversion`) and compared without regard to letter case.
public final class Query {
    private static final int MOST = 32;

    private final List<Parameter> parameters;

    private Query(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /// @param raw without `?`
    /// @throws VaultException with `BadRequestText` when it can't be decoded or names a parameter
    ///   twice
    static Query parse(String raw) {
        List<Parameter> parameters = new ArrayList<>(2);
        int from = 0;
        while (from < raw.length()) {
            int and = raw.indexOf('&', from);
            int to = and < 0 ? raw.length() : and;
            if (to > from) {
                add(parameters, raw, from, to);
            }
            from = to + 1;
        }
        return new Query(parameters);
    }

    private static void add(List<Parameter> parameters, String raw, int from, int to) {
        int equals = raw.indexOf('=', from);
        int nameEnd = equals < 0 || equals > to ? to : equals;
        String name = Percent.decode(raw, from, nameEnd, Percent.Plus.BLANK);
        String value = Percent.decode(raw, Math.min(nameEnd + 1, to), to, Percent.Plus.BLANK);
        if (name == null || value == null || parameters.size() == MOST) {
            throw new VaultException(new VaultError.BadRequestText("the query is malformed"));
        }
        for (Parameter earlier : parameters) {
            if (AsciiCase.equal(earlier.name, name)) {
                throw new VaultException(
                        new VaultError.BadRequestText("the query names a parameter twice"));
            }
        }
        parameters.add(new Parameter(name, value));
    }

    public Optional<String> get(String name) {
        for (Parameter parameter : parameters) {
            if (AsciiCase.equal(parameter.name, name)) {
                return Optional.of(parameter.value);
            }
        }
        return Optional.empty();
    }

    private record Parameter(String name, String value) {}
}
