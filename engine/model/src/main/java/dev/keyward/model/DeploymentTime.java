package dev.keyward.model;

import java.time.Instant;
import java.time.InstantSource;

/// What time it is for a deployment (reliability.md, section 5).
///
/// [#instant] is what is written down and what decides whether something is valid. It follows the
/// machine's clock wherever that is set ahead and never lets it lead back, so a wrong clock makes
/// things expire too early at worst. [#certain] is what decides about everything that can't be
/// undone, and what intervals are measured by.
public interface DeploymentTime extends InstantSource {
    /// The time that has come for certain: it goes on as time passes, follows a clock that was set
    /// ahead only once that was confirmed, and goes back on an administrator's word alone. Equals
    /// [#instant] but for such times.
    Instant certain();

    /// A clock that is moved on purpose or not at all: whatever it says is certain.
    static DeploymentTime trusting(InstantSource clock) {
        return clock instanceof DeploymentTime known
                ? known
                : new DeploymentTime() {
                    @Override
                    public Instant instant() {
                        return clock.instant();
                    }

                    @Override
                    public Instant certain() {
                        return clock.instant();
                    }
                };
    }
}
