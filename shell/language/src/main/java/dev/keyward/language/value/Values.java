package dev.keyward.language.value;

import dev.keyward.cmdlet.SessionServices;

/// Everything one session can do with values.
public final class Values {
    /// Where a session keeps its values for the cmdlets that run in it.
    public static final SessionServices.Slot<Values> SLOT =
            new SessionServices.Slot<>(Values.class.getName(), Values.class);

    private final Surroundings surroundings;
    private final Text text;
    private final Dates dates;
    private final Members members;
    private final Conversions conversions;
    private final Operators operators;

    public Values(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.text = new Text(surroundings);
        this.dates = new Dates(surroundings);
        this.conversions = new Conversions(this);
        this.members = new Members(this);
        this.operators = new Operators(this);
    }

    /// The values of the session a cmdlet runs in.
    public static Values of(SessionServices session) {
        return session.attribute(SLOT)
                .orElseThrow(() -> new IllegalStateException("the session keeps no values"));
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Text text() {
        return text;
    }

    public Dates dates() {
        return dates;
    }

    public Conversions conversions() {
        return conversions;
    }

    public Members members() {
        return members;
    }

    public Operators operators() {
        return operators;
    }
}
