package dev.keyward.cmdlet;

/// A parameter's part in one parameter set.
///
/// @param set the set's name, [#EVERY] for all sets
/// @param position from 0, or [#NAMED_ONLY]
/// @param remaining takes all arguments that nothing else took
public record Membership(
        String set,
        boolean mandatory,
        int position,
        boolean fromPipeline,
        boolean fromPropertyName,
        boolean remaining) {
    public static final String EVERY = "__AllParameterSets";
    public static final int NAMED_ONLY = Integer.MIN_VALUE;

    public static Membership in(String set) {
        return new Membership(set, false, NAMED_ONLY, false, false, false);
    }

    public static Membership everywhere() {
        return in(EVERY);
    }

    public Membership required() {
        return new Membership(set, true, position, fromPipeline, fromPropertyName, remaining);
    }

    public Membership at(int position) {
        return new Membership(set, mandatory, position, fromPipeline, fromPropertyName, remaining);
    }

    /// Takes the whole pipeline object.
    public Membership byValue() {
        return new Membership(set, mandatory, position, true, fromPropertyName, remaining);
    }

    /// Takes the pipeline object's property of the parameter's name or alias.
    public Membership byPropertyName() {
        return new Membership(set, mandatory, position, fromPipeline, true, remaining);
    }

    public Membership theRest() {
        return new Membership(set, mandatory, position, fromPipeline, fromPropertyName, true);
    }

    public boolean isPositional() {
        return position != NAMED_ONLY;
    }
}
