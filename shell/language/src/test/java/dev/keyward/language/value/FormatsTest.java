package dev.keyward.language.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.Wildcard;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    private static final DateParse DATES =
            new DateParse(Instant.parse("2024-05-06T07:08:09Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.5|N2|1,234.50",
                "-1234.5|N0|-1,235",
                "7|D3|007",
                "-7|D3|-007",
                "255|x4|00ff",
                "-1|X|FFFFFFFF",
                "0.256|P1|25.6%",
                "1234567|#,##0|1,234,567",
                "0.5|#.##|.5",
                "5|000|005",
                "-3|0.0;(0.0)|(3.0)",
                "12345.678|E2|1.23E+004",
                "0.00001234|G3|1.23E-05",
                "3|C2|$3.00"
            })
    void numbersFollowTheirFormat(String number, String format, String text) {
        Number value = Numbers.literal(number).orElseThrow();
        assertThat(NumberFormat.format(value, format)).isEqualTo(text);
    }

    @Test
    void aFormatForWholeNumbersRefusesFractions() {
        assertThatThrownBy(() -> NumberFormat.format(1.5, "D3")).isInstanceOf(NetException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1kb|1024",
                "0x1F|31",
                "0xFFFFFFFF|-1",
                "0b101|5",
                "1.5kb|1536",
                "2147483648|2147483648",
                "1e3|1000",
                "10uy|10"
            })
    void literalsHaveTheirValue(String literal, String text) {
        assertThat(Numbers.text(Numbers.literal(literal).orElseThrow())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1x", "--1", "''", "1e", "300uy", "0xG", "kb"})
    void whatIsNoNumberHasNoValue(String text) {
        assertThat(Numbers.literal(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01-31|2024-01-31T00:00",
                "1/2/2024|2024-01-02T00:00",
                "01/02/24 3:04 PM|2024-01-02T15:04",
                "2024-01-31T10:11:12+02:00|2024-01-31T08:11:12",
                "31 Jan 2024 05:06|2024-01-31T05:06",
                "January 31, 2024|2024-01-31T00:00",
                "Wed, 31 Jan 2024 10:00:00 GMT|2024-01-31T10:00",
                "10:30|2024-05-06T10:30"
            })
    void datesAreReadMonthFirst(String text, LocalDateTime expected) {
        assertThat(DATES.parse(text).orElseThrow().fields()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"13/13/2024", "nonsense", "2024-02-30", "12"})
    void whatIsNoDateIsRefused(String text) {
        assertThat(DATES.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"yyyy-MM-dd HH:mm:ss", "o", "'dddd, dd MMMM yyyy h:mm:ss tt'", "yyyyMMddTHHmmss"})
    void aWrittenDateReadsBackTheSame(String format) {
        DateTime date =
                new DateTime(LocalDateTime.of(2024, 2, 29, 13, 5, 9), DateTime.Kind.Unspecified);
        String text = DateFormat.format(date, format, ZoneOffset.UTC);
        assertThat(DATES.exact(text, format)).contains(date);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, a*, true",
        "abc, A?C, true",
        "abc, b*, false",
        "a*c, a`*c, true",
        "abc, a`*c, false",
        "x, [a-c], false",
        "b, [a-c], true"
    })
    void wildcardsFitTheWholeText(String text, String pattern, boolean fits) {
        assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(?<my_name>\\w+)|abc|<${my_name}>|<abc>",
                "[[]|a[b|.|a.b",
                "x{,2}|x{,2}|y|y",
                "(a)(b)?|ac|$1$2$$|a$c",
                "b|abc|$3|a$3c"
            })
    void netRegexesWorkOnJavasEngine(String regex, String text, String replacement, String result) {
        assertThat(RegexDialect.of(regex, false).replace(text, replacement)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"30, 1.06:00:00", "-1.5, -01:30:00", "0, 00:00:00"})
    void spansReadAsDotNetWritesThem(double hours, String text) {
        var span = Dates.ofTicksSpan(Math.round(hours * 3_600 * Dates.TICKS_A_SECOND));
        assertThat(TimeSpans.text(span)).isEqualTo(text);
        assertThat(TimeSpans.parse(text)).contains(span);
    }
}
