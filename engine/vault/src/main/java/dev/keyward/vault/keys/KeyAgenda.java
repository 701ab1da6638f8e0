package dev.keyward.vault.keys;

import dev.keyward.model.RotationPolicy;
import dev.keyward.vault.stored.Agenda;
import dev.keyward.vault.stored.Appointment;
import dev.keyward.vault.stored.Head;
import java.util.ArrayList;
import java.util.List;

/// Keys are told near their expiry when their rotation policy says, and rotated by it. A disabled
/// key isn't rotated: the new version would be enabled, and so undo what somebody decided.
final class KeyAgenda implements Agenda<KeyContent> {
    @Override
    public List<Appointment> of(KeyContent current, Head head) {
        RotationPolicy policy = KeyPolicy.read(head.policy()).rotationOrStandard();
        List<Appointment> appointments =
                new ArrayList<>(Agenda.expiry(current.attributes(), head, policy.notice()));
        if (current.attributes().enabled()) {
            policy.rotationOf(current.attributes())
                    .ifPresent(at -> appointments.add(new Appointment(at, Appointment.Task.RENEW)));
        }
        return appointments;
    }
}
