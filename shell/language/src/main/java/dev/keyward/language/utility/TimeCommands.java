package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.number;
import static dev.keyward.language.utility.Command.text;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.value.DateFormat;
import dev.keyward.language.value.Dates;
import dev.keyward.language.value.Values;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/// Get-Date, New-TimeSpan and Start-Sleep.
final class TimeCommands {
    private static final long STEP_MILLISECONDS = 50;

    private TimeCommands() {}

    static List<Cmdlet> all() {
        return List.of(date(), span(), sleep());
    }

    private static Command date() {
        return Command.each(
                "Get-Date",
                "Gives the date and time, now or as asked for.",
                Signature.of(
                        Parameter.of("Date", TypeToken.DATE_TIME)
                                .in(Membership.everywhere().at(0).byValue().byPropertyName())
                                .aka("LastWriteTime"),
                        number("Year"),
                        number("Month"),
                        number("Day"),
                        number("Hour"),
                        number("Minute"),
                        number("Second"),
                        number("Millisecond"),
                        Parameter.of("UnixTimeSeconds", TypeToken.LONG).aka("UnixTime"),
                        text("Format"),
                        text("UFormat"),
                        text("DisplayHint"),
                        flag("AsUTC")),
                TimeCommands::getDate);
    }

    private static void getDate(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        Values values = Values.of(invocation.session());
        ZoneId zone = values.surroundings().zone();
        DateTime date = start(arguments, values.dates());
        try {
            date = changed(arguments, date);
        } catch (DateTimeException e) {
            throw CmdletError.of(
                    "System.ArgumentOutOfRangeException",
                    "Specified argument was out of the range of valid values.",
                    "ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetDateCommand",
                    ErrorCategory.InvalidData);
        }
        if (arguments.flag("AsUTC")) {
            date = values.dates().toUtc(date);
        }
        if (arguments.has("Format")) {
            invocation.write(
                    DateFormat.format(date, named(arguments.requiredText("Format")), zone));
        } else if (arguments.has("UFormat")) {
            invocation.write(
                    UnixFormat.format(
                            date, arguments.requiredText("UFormat"), values.dates(), zone));
        } else {
            invocation.write(date);
        }
    }

    private static String named(String format) {
        return switch (format.toLowerCase(java.util.Locale.ROOT)) {
            case "filedate" -> "yyyyMMdd";
            case "filedateuniversal" -> "yyyyMMddZ";
            case "filedatetime" -> "yyyyMMdd'T'HHmmssffff";
            case "filedatetimeuniversal" -> "yyyyMMdd'T'HHmmssffff'Z'";
            default -> format;
        };
    }

    private static DateTime start(Arguments arguments, Dates dates) {
        if (arguments.get("Date") instanceof DateTime given) {
            return given;
        }
        if (arguments.get("UnixTimeSeconds") instanceof Long seconds) {
            return dates.toLocal(DateTime.utc(java.time.Instant.ofEpochSecond(seconds)));
        }
        return dates.now();
    }

    private static DateTime changed(Arguments arguments, DateTime date) {
        LocalDateTime at = date.fields();
        at = at.withDayOfMonth(1);
        at = at.withYear(arguments.number("Year", at.getYear()));
        at = at.withMonth(arguments.number("Month", at.getMonthValue()));
        at =
                at.withDayOfMonth(
                        arguments.has("Day")
                                ? arguments.number("Day", 1)
                                : Math.min(
                                        date.fields().getDayOfMonth(),
                                        at.toLocalDate().lengthOfMonth()));
        at = at.withHour(arguments.number("Hour", at.getHour()));
        at = at.withMinute(arguments.number("Minute", at.getMinute()));
        at = at.withSecond(arguments.number("Second", at.getSecond()));
        if (arguments.has("Millisecond")) {
            at = at.withNano(arguments.number("Millisecond", 0) * 1_000_000);
        }
        return new DateTime(at, date.kind());
    }

    private static Command span() {
        return Command.each(
                "New-TimeSpan",
                "Makes a span of time.",
                Signature.of(
                                Parameter.of("Start", TypeToken.DATE_TIME)
                                        .in(Membership.in("Date").at(0).byValue().byPropertyName())
                                        .aka("LastWriteTime"),
                                Parameter.of("End", TypeToken.DATE_TIME)
                                        .in(Membership.in("Date").at(1).byPropertyName()),
                                number("Days").inSets("Time"),
                                number("Hours").inSets("Time"),
                                number("Minutes").inSets("Time"),
                                number("Seconds").inSets("Time"),
                                number("Milliseconds").inSets("Time"))
                        .defaultSet("Date"),
                invocation -> {
                    Arguments arguments = invocation.arguments();
                    if (invocation.parameterSet().equals("Time")) {
                        invocation.write(
                                Duration.ofDays(arguments.number("Days", 0))
                                        .plusHours(arguments.number("Hours", 0))
                                        .plusMinutes(arguments.number("Minutes", 0))
                                        .plusSeconds(arguments.number("Seconds", 0))
                                        .plusMillis(arguments.number("Milliseconds", 0)));
                        return;
                    }
                    if (!arguments.has("Start") && !arguments.has("End")) {
                        invocation.write(Duration.ZERO);
                        return;
                    }
                    DateTime now = Values.of(invocation.session()).dates().now();
                    DateTime start = arguments.get("Start") instanceof DateTime it ? it : now;
                    DateTime end = arguments.get("End") instanceof DateTime it ? it : now;
                    invocation.write(Duration.between(start.fields(), end.fields()));
                });
    }

    private static Command sleep() {
        return Command.each(
                        "Start-Sleep",
                        "Waits.",
                        Signature.of(
                                        Parameter.of("Seconds", TypeToken.DOUBLE)
                                                .in(
                                                        Membership.in("Seconds")
                                                                .required()
                                                                .at(0)
                                                                .byValue()),
                                        number("Milliseconds")
                                                .in(Membership.in("Milliseconds").required())
                                                .aka("ms"),
                                        Parameter.of("Duration", TypeToken.TIME_SPAN)
                                                .in(Membership.in("FromTimeSpan").required())
                                                .aka("ts"))
                                .defaultSet("Seconds"),
                        TimeCommands::wait)
                .aka("sleep");
    }

    private static void wait(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        long milliseconds =
                switch (invocation.parameterSet()) {
                    case "Milliseconds" -> arguments.number("Milliseconds", 0);
                    case "FromTimeSpan" ->
                            arguments.get("Duration") instanceof Duration span
                                    ? span.toMillis()
                                    : 0;
                    default ->
                            arguments.get("Seconds") instanceof Double seconds
                                    ? Math.round(seconds * 1000)
                                    : 0;
                };
        long end = System.nanoTime() + milliseconds * 1_000_000;
        try {
            while (!invocation.isStopping() && System.nanoTime() < end) {
                long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
                Thread.sleep(Math.min(STEP_MILLISECONDS, left));
            }
        } catch (InterruptedException e) {
            // A cancelled run interrupts its thread; the evaluator sees the flag and stops.
            Thread.currentThread().interrupt();
        }
    }
}
