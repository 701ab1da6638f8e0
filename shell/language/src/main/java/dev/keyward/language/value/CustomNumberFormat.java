package dev.keyward.language.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// .NET's custom numeric formats: `0 # . , % ‰ E0 'text' \c ;`, en-US.
final class CustomNumberFormat {
    private CustomNumberFormat() {}

    static String format(BigDecimal value, String format) {
        List<String> sections = sections(format);
        int sign = value.signum();
        if (sections.size() > 1 && sign < 0 && !sections.get(1).isEmpty()) {
            return section(value.negate(), sections.get(1));
        }
        if (sections.size() > 2 && sign == 0 && !sections.get(2).isEmpty()) {
            return section(value, sections.get(2));
        }
        if (sign < 0) {
            String text = section(value.negate(), sections.getFirst());
            return text.matches(".*[1-9].*") ? "-" + text : text;
        }
        return section(value, sections.getFirst());
    }

    private static List<String> sections(String format) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == ';') {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            }
            part.append(c);
            if (c == '\\' && i + 1 < format.length()) {
                part.append(format.charAt(++i));
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /// One character of a section: a digit place or text that stands as it is.
    private record Piece(char place, String text) {}

    private static String section(BigDecimal value, String section) {
        List<Piece> pieces = new ArrayList<>();
        int point = -1;
        int scale = 0;
        boolean grouping = false;
        int commasAtEnd = 0;
        int lastPlace = -1;
        int firstPlace = -1;
        String exponent = "";
        for (int i = 0; i < section.length(); i++) {
            char c = section.charAt(i);
            switch (c) {
                case '0', '#' -> {
                    if (firstPlace < 0) {
                        firstPlace = pieces.size();
                    }
                    if (commasAtEnd > 0 && point < 0) {
                        grouping = true;
                        commasAtEnd = 0;
                    }
                    pieces.add(new Piece(c, ""));
                    lastPlace = pieces.size() - 1;
                }
                case '.' -> {
                    if (point < 0) {
                        point = pieces.size();
                        scale -= 3 * commasAtEnd;
                        commasAtEnd = 0;
                    }
                }
                case ',' -> {
                    if (firstPlace >= 0 && point < 0) {
                        commasAtEnd++;
                    }
                }
                case '%' -> {
                    scale += 2;
                    pieces.add(new Piece(' ', "%"));
                }
                case '‰' -> {
                    scale += 3;
                    pieces.add(new Piece(' ', "‰"));
                }
                case '\'', '"' -> {
                    int end = section.indexOf(c, i + 1);
                    end = end < 0 ? section.length() : end;
                    pieces.add(new Piece(' ', section.substring(i + 1, end)));
                    i = end;
                }
                case '\\' -> {
                    if (i + 1 < section.length()) {
                        pieces.add(new Piece(' ', section.substring(++i, i + 1)));
                    }
                }
                case 'E', 'e' -> {
                    var m = java.util.regex.Pattern.compile("[Ee]([+-]?)(0+)").matcher(section);
                    if (firstPlace >= 0 && m.find(i) && m.start() == i) {
                        exponent = m.group();
                        i = m.end() - 1;
                    } else {
                        pieces.add(new Piece(' ', String.valueOf(c)));
                    }
                }
                default -> pieces.add(new Piece(' ', String.valueOf(c)));
            }
        }
        scale -= 3 * commasAtEnd;
        if (firstPlace < 0) {
            StringBuilder text = new StringBuilder();
            pieces.forEach(piece -> text.append(piece.text()));
            return text.toString();
        }
        int split = point < 0 ? lastPlace + 1 : point;
        return laidOut(pieces, split, value.movePointRight(scale), grouping, exponent);
    }

    private static String laidOut(
            List<Piece> pieces, int split, BigDecimal value, boolean grouping, String exponent) {
        long decimals =
                pieces.subList(split, pieces.size()).stream().filter(p -> p.place() != ' ').count();
        long wholePlaces = pieces.subList(0, split).stream().filter(p -> p.place() != ' ').count();
        int power = 0;
        BigDecimal shown = value;
        if (!exponent.isEmpty() && value.signum() != 0) {
            power = value.precision() - value.scale() - (int) Math.max(1, wholePlaces);
            shown = value.movePointLeft(power);
        }
        String[] halves =
                shown.setScale((int) decimals, RoundingMode.HALF_UP).toPlainString().split("\\.");
        String whole = halves[0].equals("0") ? "" : halves[0];
        String rest = halves.length > 1 ? halves[1] : "";
        String left = wholePart(pieces.subList(0, split), whole, grouping);
        String right = fraction(pieces.subList(split, pieces.size()), rest);
        return left + right + (exponent.isEmpty() ? "" : power(exponent, power));
    }

    private static String power(String exponent, int power) {
        int zeros = exponent.length() - exponent.replace("0", "").length();
        String sign = power < 0 ? "-" : exponent.indexOf('+') > 0 ? "+" : "";
        String digits = Integer.toString(Math.abs(power));
        return exponent.charAt(0)
                + sign
                + "0".repeat(Math.max(0, zeros - digits.length()))
                + digits;
    }

    private static String wholePart(List<Piece> pieces, String digits, boolean grouping) {
        int places = (int) pieces.stream().filter(p -> p.place() != ' ').count();
        int firstZero = -1;
        int seen = 0;
        for (Piece piece : pieces) {
            if (piece.place() != ' ') {
                if (piece.place() == '0' && firstZero < 0) {
                    firstZero = seen;
                }
                seen++;
            }
        }
        int needed = firstZero < 0 ? 0 : places - firstZero;
        String all = "0".repeat(Math.max(0, needed - digits.length())) + digits;
        StringBuilder text = new StringBuilder();
        int place = 0;
        int taken = 0;
        for (Piece piece : pieces) {
            if (piece.place() == ' ') {
                text.append(piece.text());
                continue;
            }
            int until = all.length() - (places - place - 1);
            while (taken < until) {
                text.append(all.charAt(taken++));
                int left = all.length() - taken;
                if (grouping && left > 0 && left % 3 == 0) {
                    text.append(',');
                }
            }
            place++;
        }
        return text.toString();
    }

    private static String fraction(List<Piece> pieces, String digits) {
        int keep = digits.length();
        int place = digits.length();
        for (int i = pieces.size() - 1; i >= 0; i--) {
            if (pieces.get(i).place() == ' ') {
                continue;
            }
            place--;
            if (pieces.get(i).place() == '#' && keep == place + 1 && digits.charAt(place) == '0') {
                keep = place;
            } else {
                break;
            }
        }
        StringBuilder text = new StringBuilder();
        if (keep > 0) {
            text.append('.');
        }
        int at = 0;
        for (Piece piece : pieces) {
            if (piece.place() == ' ') {
                text.append(piece.text());
            } else if (at < keep) {
                text.append(digits.charAt(at++));
            }
        }
        return text.toString();
    }
}
