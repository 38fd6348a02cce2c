package weir.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.measure.MeasureRow;
import weir.web.chart.Point;
import weir.web.chart.Svg;
import weir.web.chart.WeeklyPanel;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;

/** A measure by week, as small charts beside each other and as a table. */
final class Weekly {

  /**
   * One small chart.
   *
   * @param total such as {@code 12,300 units in all}
   */
  record Panel(String title, String total, Svg chart) {}

  private Weekly() {}

  /** The week that a row is about; null when it names none. */
  static @Nullable LocalDate week(MeasureRow row) {
    String week = row.keys().get("week");
    if (week == null || week.length() < 10) {
      return null;
    }
    try {
      return LocalDate.parse(week.substring(0, 10));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Whether saves from the first to the last reach over that whole week. */
  static boolean isWhole(LocalDate week, SourceLine line) {
    Instant first = line.first();
    Instant last = line.last();
    return first == null
        || last == null
        || (!week.isBefore(first.atZone(ZoneOffset.UTC).toLocalDate())
            && !week.plusDays(6).isAfter(last.atZone(ZoneOffset.UTC).toLocalDate()));
  }

  /**
   * The rows as points in the order of weeks.
   *
   * @param line the saves that they rest on
   */
  static List<Point> points(List<MeasureRow> rows, SourceLine line) {
    List<Point> points = new ArrayList<>();
    for (MeasureRow row : rows) {
      LocalDate week = week(row);
      if (week != null) {
        points.add(new Point(week, row.value(), row.low(), row.high(), isWhole(week, line)));
      }
    }
    points.sort(Comparator.comparing(Point::week));
    return points;
  }

  /**
   * A panel for each value of a key, the greatest sum first.
   *
   * @param name from the key's value to words
   * @param adds whether weeks may be added up, as sales may and prices may not
   * @param line the saves that the rows rest on
   */
  static List<Panel> panels(
      List<MeasureRow> rows,
      String key,
      Function<@Nullable String, String> name,
      boolean adds,
      SourceLine line) {
    Map<String, List<MeasureRow>> groups = new LinkedHashMap<>();
    for (MeasureRow row : rows) {
      if (week(row) != null) {
        groups.computeIfAbsent(name.apply(row.keys().get(key)), _ -> new ArrayList<>()).add(row);
      }
    }
    List<LocalDate> weeks =
        rows.stream().map(Weekly::week).filter(Objects::nonNull).sorted().toList();
    if (weeks.isEmpty()) {
      return List.of();
    }
    record Group(String title, double sum, Panel panel) {}
    List<Group> made = new ArrayList<>();
    groups.forEach((title, of) -> {
      double sum = sum(of);
      List<Point> points = points(of, line);
      boolean known = points.stream().anyMatch(p -> p.value() != null);
      if (!known || (adds && sum == 0)) {
        return;
      }
      String counted = of.getFirst().unit();
      String unit = Words.unit(counted);
      String total = adds ? "%s %s".formatted(Words.figure(sum, of.getFirst().unit()), unit) : unit;
      String words =
          "%s by week, %s to %s; %s. The table below holds every figure."
              .formatted(title, Words.day(weeks.getFirst()), Words.day(weeks.getLast()), total);
      made.add(
          new Group(
              title,
              sum,
              new Panel(
                  title,
                  total,
                  new WeeklyPanel(
                          points,
                          weeks.getFirst(),
                          weeks.getLast(),
                          counted.startsWith("share")
                              ? value -> Words.figure(value, counted)
                              : Words::brief,
                          words)
                      .draw())));
    });
    // What nobody could name is no class: it stands last, however much it is.
    String unnamed = name.apply(null);
    made.sort(
        Comparator.comparing((Group group) -> group.title().equals(unnamed))
            .thenComparing(Comparator.comparingDouble(Group::sum).reversed()));
    return made.stream().map(Group::panel).toList();
  }

  private static double sum(List<MeasureRow> rows) {
    double sum = 0;
    for (MeasureRow row : rows) {
      Double value = row.value();
      sum += value == null ? 0 : value;
    }
    return sum;
  }

  /** Every figure behind the panels. */
  static Sheet sheet(
      String id,
      String caption,
      String head,
      List<MeasureRow> rows,
      @Nullable String key,
      String keyHead,
      Function<@Nullable String, String> name) {
    List<Head> heads = new ArrayList<>();
    heads.add(Head.word("week", "Week from"));
    if (key != null) {
      heads.add(Head.text(key, keyHead));
    }
    heads.add(Head.measured("value", head));
    heads.add(Head.number("coverage", "Coverage"));
    List<List<Cell>> lines = new ArrayList<>();
    rows.stream()
        .sorted(Comparator.comparing(row -> String.valueOf(row.keys().get("week"))))
        .forEach(row -> {
          LocalDate week = week(row);
          List<Cell> line = new ArrayList<>();
          line.add(week == null ? Cell.text(null) : Cell.text(Words.day(week), week.toString()));
          if (key != null) {
            String value = row.keys().get(key);
            line.add(Cell.text(name.apply(value), value == null ? "" : value));
          }
          line.add(measured(row));
          line.add(coverage(row.coverage()));
          lines.add(line);
        });
    return new Sheet(
        id,
        caption,
        heads,
        lines,
        "No week has a figure yet. Save the same pages on several days.");
  }

  static Cell measured(MeasureRow row) {
    Double value = row.value();
    return Cell.measured(
        value == null ? null : Words.figure(value, row.unit()),
        Words.interval(row.low(), row.high(), row.unit()),
        value,
        row.low(),
        row.high());
  }

  static Cell coverage(@Nullable Double share) {
    return Cell.number(share == null ? null : Words.percent(share), share);
  }
}
