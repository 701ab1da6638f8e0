package dev.keyward.vault.stored;

import dev.keyward.model.Attributes;
import dev.keyward.model.CalendarSpan;
import dev.keyward.model.RotationPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// What is to be done about the live objects of one kind, and when.
///
/// @param <C> what a version holds
@FunctionalInterface
public interface Agenda<C> {
    /// All that is still to come for the current version, in any order.
    List<Appointment> of(C current, Head head);

    /// Of a kind whose versions merely expire: 30 days before, and then (Key Vault as Event Grid
    /// source).
    static <C> Agenda<C> ofExpiry(Function<C, Attributes> attributes) {
        return (current, head) ->
                expiry(attributes.apply(current), head, RotationPolicy.STANDARD_NOTICE);
    }

    static List<Appointment> expiry(Attributes attributes, Head head, CalendarSpan notice) {
        List<Appointment> appointments = new ArrayList<>();
        Told told = head.told();
        Instant expires = attributes.expires();
        if (expires != null && told == Told.NOTHING) {
            appointments.add(new Appointment(notice.before(expires), Appointment.Task.NEAR_EXPIRY));
        }
        if (expires != null && told != Told.EXPIRED) {
            appointments.add(new Appointment(expires, Appointment.Task.EXPIRED));
        }
        return appointments;
    }

    /// When the row is due next, in seconds since 1970; 0 for never.
    default long nextDue(C current, Head head) {
        return of(current, head).stream()
                .map(Appointment::at)
                .min(Comparator.naturalOrder())
                .map(at -> Math.max(1, at.getEpochSecond()))
                .orElse(0L);
    }
}
