package dev.keyward.language.value;

import dev.keyward.cmdlet.DateTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;

/// System.DateTime, System.DateTimeOffset and System.TimeSpan.
final class DateTypes {
    private DateTypes() {}

    static List<TypeEntry> entries() {
        return List.of(date(), offset(), span());
    }

    private static DateTime self(Call c) {
        return c.self(DateTime.class);
    }

    private static TypeEntry date() {
        TypeEntry entry = TypeEntry.of(NetType.DATE_TIME);
        statics(entry);
        arithmetic(entry);
        return entry.property(
                        "Date", c -> at(self(c), self(c).fields().toLocalDate().atStartOfDay()))
                .property("Day", c -> self(c).fields().getDayOfMonth())
                .property("DayOfWeek", c -> dayOfWeek(self(c).fields()))
                .property("DayOfYear", c -> self(c).fields().getDayOfYear())
                .property("Hour", c -> self(c).fields().getHour())
                .property("Kind", c -> kind(c, self(c).kind()))
                .property("Millisecond", c -> self(c).fields().get(ChronoField.MILLI_OF_SECOND))
                .property("Minute", c -> self(c).fields().getMinute())
                .property("Month", c -> self(c).fields().getMonthValue())
                .property("Second", c -> self(c).fields().getSecond())
                .property("Ticks", c -> Dates.ticks(self(c)))
                .property(
                        "TimeOfDay",
                        c -> Duration.ofNanos(self(c).fields().toLocalTime().toNanoOfDay()))
                .property("Year", c -> self(c).fields().getYear())
                .property(
                        "DateTime",
                        c -> DateFormat.longText(self(c), c.values().surroundings().zone()))
                .method("ToUniversalTime", 0, 0, c -> c.values().dates().toUtc(self(c)))
                .method("ToLocalTime", 0, 0, c -> c.values().dates().toLocal(self(c)))
                .method("ToShortDateString", 0, 0, c -> formatted(c, "d"))
                .method("ToLongDateString", 0, 0, c -> formatted(c, "D"))
                .method("ToShortTimeString", 0, 0, c -> formatted(c, "t"))
                .method("ToLongTimeString", 0, 0, c -> formatted(c, "T"))
                .method("ToFileTime", 0, 0, c -> fileTime(c))
                .method("ToFileTimeUtc", 0, 0, c -> fileTime(c))
                .method("IsDaylightSavingTime", 0, 0, _ -> false)
                .method("CompareTo", 1, 1, c -> Integer.signum(self(c).compareTo(date(c, 0))));
    }

    private static Object kind(Call c, DateTime.Kind kind) {
        Object value =
                c.values().conversions().convert(kind.name(), NetType.of("System.DateTimeKind"));
        return value == null ? kind : value;
    }

    private static DateTime at(DateTime like, LocalDateTime fields) {
        return new DateTime(fields, like.kind());
    }

    private static DateTime date(Call c, int index) {
        return c.as(index, NetType.DATE_TIME, DateTime.class);
    }

    private static Duration span(Call c, int index) {
        return c.as(index, NetType.TIME_SPAN, Duration.class);
    }

    private static String formatted(Call c, String format) {
        return c.values().text().formatted(c.target(), format);
    }

    private static NetEnum dayOfWeek(LocalDateTime fields) {
        int number = fields.getDayOfWeek().getValue() % 7;
        EnumTypes.Constants days = EnumTypes.of(NetType.of("System.DayOfWeek"));
        return days == null ? new NetEnum(NetType.INT, "", number) : days.numbered(number);
    }

    private static long fileTime(Call c) {
        long since1601 = 504_911_232_000_000_000L;
        return Dates.ticks(c.values().dates().toUtc(self(c))) - since1601;
    }

    private static void arithmetic(TypeEntry entry) {
        entry.method("AddYears", 1, 1, c -> at(self(c), self(c).fields().plusYears(c.whole(0))))
                .method(
                        "AddMonths",
                        1,
                        1,
                        c -> at(self(c), self(c).fields().plusMonths(c.whole(0))))
                .method("AddDays", 1, 1, c -> Dates.plus(self(c), of(c.real(0), 86_400)))
                .method("AddHours", 1, 1, c -> Dates.plus(self(c), of(c.real(0), 3_600)))
                .method("AddMinutes", 1, 1, c -> Dates.plus(self(c), of(c.real(0), 60)))
                .method("AddSeconds", 1, 1, c -> Dates.plus(self(c), of(c.real(0), 1)))
                .method("AddMilliseconds", 1, 1, c -> Dates.plus(self(c), of(c.real(0), 0.001)))
                .method("AddTicks", 1, 1, c -> Dates.plus(self(c), Dates.ofTicksSpan(c.large(0))))
                .method("Add", 1, 1, c -> Dates.plus(self(c), span(c, 0)))
                .method(
                        "Subtract",
                        1,
                        1,
                        c ->
                                c.get(0) instanceof Duration it
                                        ? Dates.plus(self(c), it.negated())
                                        : Duration.between(date(c, 0).fields(), self(c).fields()));
    }

    /// A number of units as a span; exact to 100 ns.
    private static Duration of(double count, double unitSeconds) {
        return Dates.ofTicksSpan(Math.round(count * unitSeconds * Dates.TICKS_A_SECOND));
    }

    private static void statics(TypeEntry entry) {
        entry.constant("Now", c -> c.values().dates().now())
                .constant("UtcNow", c -> c.values().dates().utcNow())
                .constant(
                        "Today",
                        c -> {
                            DateTime now = c.values().dates().now();
                            return at(now, now.fields().toLocalDate().atStartOfDay());
                        })
                .constant("MinValue", _ -> Dates.ofTicks(0))
                .constant("MaxValue", _ -> Dates.ofTicks(3_155_378_975_999_999_999L))
                .constant("UnixEpoch", _ -> DateTime.utc(Instant.EPOCH))
                .fixed("Parse", 1, 3, c -> c.parsed(0, NetType.DATE_TIME))
                .fixed("TryParse", 2, 4, DateTypes::tried)
                .fixed("ParseExact", 3, 4, DateTypes::exact)
                .fixed(
                        "TryParseExact",
                        5,
                        5,
                        c -> c.give(4, exactly(c).orElse(null), Dates.ofTicks(0)))
                .fixed(
                        "DaysInMonth",
                        2,
                        2,
                        c -> YearMonth.of(c.whole(0), c.whole(1)).lengthOfMonth())
                .fixed("IsLeapYear", 1, 1, c -> java.time.Year.isLeap(c.whole(0)))
                .fixed(
                        "SpecifyKind",
                        2,
                        2,
                        c -> new DateTime(date(c, 0).fields(), kindOf(c.text(1))))
                .fixed("Compare", 2, 2, c -> Integer.signum(date(c, 0).compareTo(date(c, 1))))
                .fixed(
                        "FromFileTimeUtc",
                        1,
                        1,
                        c ->
                                new DateTime(
                                        Dates.ofTicks(c.large(0) + 504_911_232_000_000_000L)
                                                .fields(),
                                        DateTime.Kind.Utc))
                .constructor(0, 0, _ -> Dates.ofTicks(0))
                .constructor(1, 1, c -> Dates.ofTicks(c.large(0)))
                .constructor(3, 3, c -> made(c))
                .constructor(6, 8, c -> made(c));
    }

    private static DateTime.Kind kindOf(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "utc" -> DateTime.Kind.Utc;
            case "local" -> DateTime.Kind.Local;
            default -> DateTime.Kind.Unspecified;
        };
    }

    private static DateTime made(Call c) {
        try {
            LocalDateTime day = LocalDateTime.of(c.whole(0), c.whole(1), c.whole(2), 0, 0);
            if (c.count() > 3) {
                day = day.withHour(c.whole(3)).withMinute(c.whole(4)).withSecond(c.whole(5));
            }
            if (c.get(6) instanceof Integer milliseconds) {
                day = day.withNano(milliseconds * 1_000_000);
            }
            Object last = c.get(c.count() - 1);
            return new DateTime(
                    day,
                    c.count() > 6 ? kindOf(c.values().text().of(last)) : DateTime.Kind.Unspecified);
        } catch (java.time.DateTimeException e) {
            throw NetException.of(
                    "System.ArgumentOutOfRangeException",
                    "Year, Month, and Day parameters describe an un-representable DateTime.");
        }
    }

    private static boolean tried(Call c) {
        Object value = c.values().dates().parse(c.text(0)).orElse(null);
        return c.give(c.count() - 1, value, Dates.ofTicks(0));
    }

    private static Optional<DateTime> exactly(Call c) {
        for (Object format : c.elements(1)) {
            Optional<DateTime> date =
                    c.values().dates().exact(c.text(0), c.values().text().of(format));
            if (date.isPresent()) {
                return date;
            }
        }
        return Optional.empty();
    }

    private static DateTime exact(Call c) {
        return exactly(c)
                .orElseThrow(() ->
                        NetException.format(
                                "String '"
                                        + c.text(0)
                                        + "' was not recognized as a valid DateTime."));
    }

    private static TypeEntry offset() {
        return TypeEntry.of(NetType.DATE_TIME_OFFSET)
                .constant(
                        "Now",
                        c ->
                                c.values()
                                        .surroundings()
                                        .clock()
                                        .instant()
                                        .atZone(c.values().surroundings().zone())
                                        .toOffsetDateTime())
                .constant(
                        "UtcNow",
                        c -> c.values().surroundings().clock().instant().atOffset(ZoneOffset.UTC))
                .fixed(
                        "FromUnixTimeSeconds",
                        1,
                        1,
                        c -> Instant.ofEpochSecond(c.large(0)).atOffset(ZoneOffset.UTC))
                .fixed(
                        "FromUnixTimeMilliseconds",
                        1,
                        1,
                        c -> Instant.ofEpochMilli(c.large(0)).atOffset(ZoneOffset.UTC))
                .fixed("Parse", 1, 3, c -> c.parsed(0, NetType.DATE_TIME_OFFSET))
                .constructor(
                        1,
                        1,
                        c -> c.values().conversions().convert(c.get(0), NetType.DATE_TIME_OFFSET))
                .property("DateTime", c -> plain(c))
                .property(
                        "UtcDateTime", c -> DateTime.utc(c.self(OffsetDateTime.class).toInstant()))
                .property(
                        "LocalDateTime",
                        c ->
                                DateTime.local(
                                        c.self(OffsetDateTime.class).toInstant(),
                                        c.values().surroundings().zone()))
                .property("Year", c -> c.self(OffsetDateTime.class).getYear())
                .property("Month", c -> c.self(OffsetDateTime.class).getMonthValue())
                .property("Day", c -> c.self(OffsetDateTime.class).getDayOfMonth())
                .method(
                        "ToUnixTimeSeconds",
                        0,
                        0,
                        c -> c.self(OffsetDateTime.class).toEpochSecond())
                .method(
                        "ToUnixTimeMilliseconds",
                        0,
                        0,
                        c -> c.self(OffsetDateTime.class).toInstant().toEpochMilli())
                .method(
                        "ToUniversalTime",
                        0,
                        0,
                        c -> c.self(OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC))
                .method(
                        "AddDays",
                        1,
                        1,
                        c -> c.self(OffsetDateTime.class).plus(of(c.real(0), 86_400)))
                .method(
                        "AddHours",
                        1,
                        1,
                        c -> c.self(OffsetDateTime.class).plus(of(c.real(0), 3_600)))
                .method(
                        "AddMinutes",
                        1,
                        1,
                        c -> c.self(OffsetDateTime.class).plus(of(c.real(0), 60)));
    }

    private static DateTime plain(Call c) {
        return new DateTime(
                c.self(OffsetDateTime.class).toLocalDateTime(), DateTime.Kind.Unspecified);
    }

    private static double in(Call c, double unitSeconds) {
        return Dates.ticks(c.self(Duration.class)) / (unitSeconds * Dates.TICKS_A_SECOND);
    }

    private static TypeEntry span() {
        return TypeEntry.of(NetType.TIME_SPAN)
                .property(
                        "Days", c -> (int) (c.self(Duration.class).toSeconds() / 86_400 + carry(c)))
                .property("Hours", c -> signed(c, c.self(Duration.class).abs().toHoursPart()))
                .property("Minutes", c -> signed(c, c.self(Duration.class).abs().toMinutesPart()))
                .property("Seconds", c -> signed(c, c.self(Duration.class).abs().toSecondsPart()))
                .property(
                        "Milliseconds", c -> signed(c, c.self(Duration.class).abs().toMillisPart()))
                .property("Ticks", c -> Dates.ticks(c.self(Duration.class)))
                .property("TotalDays", c -> in(c, 86_400))
                .property("TotalHours", c -> in(c, 3_600))
                .property("TotalMilliseconds", c -> in(c, 0.001))
                .property("TotalMinutes", c -> in(c, 60))
                .property("TotalSeconds", c -> in(c, 1))
                .constant("Zero", _ -> Duration.ZERO)
                .constant("MaxValue", _ -> Dates.ofTicksSpan(Long.MAX_VALUE))
                .constant("MinValue", _ -> Dates.ofTicksSpan(Long.MIN_VALUE))
                .fixed("FromDays", 1, 1, c -> of(c.real(0), 86_400))
                .fixed("FromHours", 1, 1, c -> of(c.real(0), 3_600))
                .fixed("FromMinutes", 1, 1, c -> of(c.real(0), 60))
                .fixed("FromSeconds", 1, 1, c -> of(c.real(0), 1))
                .fixed("FromMilliseconds", 1, 1, c -> of(c.real(0), 0.001))
                .fixed("FromTicks", 1, 1, c -> Dates.ofTicksSpan(c.large(0)))
                .fixed("Parse", 1, 2, c -> c.parsed(0, NetType.TIME_SPAN))
                .fixed(
                        "TryParse",
                        2,
                        2,
                        c -> c.give(1, TimeSpans.parse(c.text(0)).orElse(null), Duration.ZERO))
                .constructor(0, 0, _ -> Duration.ZERO)
                .constructor(1, 1, c -> Dates.ofTicksSpan(c.large(0)))
                .constructor(3, 5, DateTypes::madeSpan)
                .method("Add", 1, 1, c -> c.self(Duration.class).plus(span(c, 0)))
                .method("Subtract", 1, 1, c -> c.self(Duration.class).minus(span(c, 0)))
                .method("Negate", 0, 0, c -> c.self(Duration.class).negated())
                .method("Duration", 0, 0, c -> c.self(Duration.class).abs());
    }

    /// Days are cut towards zero; Java's seconds of a negative span are rounded down.
    private static int carry(Call c) {
        Duration span = c.self(Duration.class);
        boolean cutDown =
                span.isNegative() && span.getNano() > 0 && span.getSeconds() % 86_400 == 0;
        return cutDown ? 1 : 0;
    }

    private static int signed(Call c, int part) {
        return c.self(Duration.class).isNegative() ? -part : part;
    }

    private static Duration madeSpan(Call c) {
        boolean days = c.count() > 3;
        int at = days ? 1 : 0;
        return Duration.ofDays(days ? c.whole(0) : 0)
                .plusHours(c.whole(at))
                .plusMinutes(c.whole(at + 1))
                .plusSeconds(c.whole(at + 2))
                .plusMillis(c.has(4) ? c.whole(4) : 0);
    }
}
