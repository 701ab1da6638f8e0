package dev.keyward.language.value;

import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.SessionServices;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;

/// What values reach out to: the time, the zone, chance, the session and its scripts.
public record Surroundings(
        InstantSource clock,
        ZoneId zone,
        SecureRandom random,
        SessionServices session,
        Scripts scripts) {}
