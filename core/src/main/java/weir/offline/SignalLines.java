package weir.offline;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.barrier.Signal;
import weir.document.Words;
import weir.offline.OfflineFile.Fault;

/** Lines of signals and of effort: what they may say, and how each fault is mended. */
final class SignalLines {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern CLASS = Pattern.compile("[a-z0-9-]+/[a-z0-9-]+");
  private static final Pattern SUBDIVISION = Pattern.compile("([A-Z]{2})-[A-Z0-9]{1,3}");
  private static final Pattern WITHIN = Pattern.compile("([A-Za-z]{2}):\\s*(.+)");
  private static final int LONGEST_NAME = 60;

  /** Longer periods say nothing of any week in them. */
  private static final int MOST_DAYS = 3_660;

  private static final List<String> KINDS =
      Arrays.stream(Signal.Kind.values()).map(Signal.Kind::word).toList();

  private final OfflineFile file;
  private final OfflineFile.Known known;
  private final String origin;
  private final Map<String, List<At>> efforts = new HashMap<>();

  private record At(long line, Effort effort) {}

  SignalLines(OfflineFile file, OfflineFile.Known known, String origin) {
    this.file = file;
    this.known = known;
    this.origin = origin;
  }

  ReportedSignal signal(CsvRecord record) throws Fault {
    String id = file.needed(record, "signal_id");
    if (!ID.matcher(id).matches()) {
      throw new Fault(
          "the signal_id '%s' cannot be used".formatted(brief(known.masker().apply(id))),
          "Write a number of your own, of at most 64 letters, digits, points and hyphens, like"
              + " post-2026-0017; never a name or an address.");
    }
    file.once(
        record, "signal_id", "Give each signal its own; the last import of a signal_id counts.");
    LocalDate day = file.day(record, "seen_on");
    if (day.isAfter(known.today())) {
      throw new Fault(
          "seen_on %s is still to come".formatted(day), "Write the day on which it was noticed.");
    }
    String kind = kind(file.needed(record, "kind"));
    String item = masked(record, "item");
    OfflineFile.Named named = named(item);
    String flow = OfflineFile.flow(file.text(record, "flow"));
    Place place = place(file.text(record, "region"));
    return new ReportedSignal(
        id,
        day,
        kind,
        step(file.text(record, "step")),
        item,
        named.substance(),
        named.substanceClass(),
        flow,
        file.country(record, "declared_origin"),
        place.country(),
        place.region(),
        partner(file.text(record, "partner")),
        outcome(file.text(record, "outcome")),
        certainty(file.text(record, "certainty")),
        words(file.text(record, "words")),
        origin,
        1,
        null);
  }

  Effort effort(CsvRecord record) throws Fault {
    String partner = partner(file.needed(record, "partner"));
    LocalDate from = file.day(record, "from");
    LocalDate to = file.day(record, "to");
    if (!from.isBefore(to)) {
      throw new Fault(
          "from %s to %s holds no day".formatted(from, to),
          "Put the first day that is not counted under 'to': the day after the last.");
    }
    if (from.plusDays(MOST_DAYS).isBefore(to)) {
      throw new Fault(
          "from %s to %s is longer than ten years".formatted(from, to),
          "Give weeks or months a line each, so that it is known how much was looked when.");
    }
    if (to.isAfter(known.today().plusDays(1))) {
      throw new Fault(
          "the period to %s is not over".formatted(to),
          "Report how much was looked, not how much is planned: end it with today or before.");
    }
    double checks = file.number(record, "checks", true);
    String kind = file.text(record, "kind");
    String unit = file.text(record, "unit");
    Effort effort =
        new Effort(
            partner == null ? "" : partner,
            from,
            to,
            checks,
            kind == null ? null : kind(kind),
            unit == null ? "checks" : name("unit", unit),
            origin,
            1,
            null);
    checkApart(record, effort);
    return effort;
  }

  private void checkApart(CsvRecord record, Effort effort) throws Fault {
    String mend =
        "Cut the periods so that no day stands in two; an effort without a kind is one for all"
            + " kinds. The same period with 0 checks takes one back.";
    List<At> before = efforts.computeIfAbsent(effort.partner(), _ -> new ArrayList<>());
    for (At at : before) {
      if (at.effort().isOfTheSame(effort) || at.effort().overlaps(effort)) {
        throw new Fault(
            "%s overlaps %s on line %d".formatted(said(effort), said(at.effort()), at.line()),
            mend);
      }
    }
    for (Effort kept : known.efforts()) {
      boolean takenBack = before.stream().anyMatch(at -> at.effort().isOfTheSame(kept));
      if (!takenBack && !kept.isOfTheSame(effort) && kept.overlaps(effort)) {
        throw new Fault(
            "%s overlaps %s, imported before".formatted(said(effort), said(kept)), mend);
      }
    }
    before.add(new At(record.getStartingLineNumber(), effort));
  }

  private static String said(Effort effort) {
    return "the effort of %s%s from %s to %s"
        .formatted(
            effort.partner(),
            effort.kind() == null ? "" : " for " + effort.kind() + " signals",
            effort.fromDay(),
            effort.toDay());
  }

  private static String kind(String text) throws Fault {
    String kind = text.toLowerCase(Locale.ROOT);
    if (!KINDS.contains(kind)) {
      throw new Fault(
          "'%s' is no kind of signal".formatted(brief(text)),
          "Write one of %s.%s".formatted(String.join(", ", KINDS), Words.suggestion(kind, KINDS)));
    }
    return kind;
  }

  private @Nullable String step(@Nullable String text) throws Fault {
    if (text == null) {
      return null;
    }
    String step = text.toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
    if (!step.matches("[a-z0-9]+(-[a-z0-9]+)*") || step.length() > LONGEST_NAME) {
      throw new Fault(
          "'%s' is no step".formatted(brief(known.masker().apply(text))),
          "Write the short name that the model has for it, like shipping, or leave it empty.");
    }
    return step;
  }

  private OfflineFile.Named named(@Nullable String item) {
    if (item == null) {
      return new OfflineFile.Named(null, null);
    }
    return CLASS.matcher(item).matches()
        ? new OfflineFile.Named(null, item)
        : known.namer().apply(item);
  }

  private record Place(@Nullable String country, @Nullable String region) {}

  private Place place(@Nullable String text) throws Fault {
    if (text == null) {
      return new Place(null, null);
    }
    String code = text.toUpperCase(Locale.ROOT);
    if (OfflineFile.isCountry(code)) {
      return new Place(code, null);
    }
    Matcher subdivision = SUBDIVISION.matcher(code);
    if (subdivision.matches() && OfflineFile.isCountry(subdivision.group(1))) {
      return new Place(subdivision.group(1), code);
    }
    String country = null;
    String word = text;
    Matcher within = WITHIN.matcher(text);
    if (within.matches() && OfflineFile.isCountry(within.group(1).toUpperCase(Locale.ROOT))) {
      country = within.group(1).toUpperCase(Locale.ROOT);
      word = within.group(2);
    }
    if (word.chars().anyMatch(Character::isDigit)) {
      throw new Fault(
          "the region '%s' has digits".formatted(brief(known.masker().apply(text))),
          "Name no street, house or postcode: write a country (NL), a part of it (NL-ZH), or a word"
              + " for a larger area, as 'NL: harbours'.");
    }
    return new Place(country, name("region", word));
  }

  private @Nullable String partner(@Nullable String text) throws Fault {
    return text == null ? null : name("partner", text);
  }

  /** A short word in small letters, in which nobody can be reached. */
  private String name(String column, String text) throws Fault {
    String name = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    String masked = known.masker().apply(text);
    if (!masked.equals(text) || name.indexOf('@') >= 0) {
      throw new Fault(
          "%s names or reaches a person: '%s'".formatted(column, brief(masked)),
          column.equals("partner")
              ? "Name a kind of partner or an office, like customs or parcel centre north."
              : "Write a word for it, without names and addresses.");
    }
    if (name.length() > LONGEST_NAME) {
      throw new Fault(
          "%s has %d characters".formatted(column, name.length()),
          "Write at most %d; what is to be told stands under words.".formatted(LONGEST_NAME));
    }
    return name;
  }

  private static @Nullable String outcome(@Nullable String text) throws Fault {
    if (text == null) {
      return null;
    }
    String outcome = text.toLowerCase(Locale.ROOT).replace(' ', '-');
    if (!ReportedSignal.OUTCOMES.contains(outcome)) {
      throw new Fault(
          "'%s' is no outcome of a signal".formatted(brief(text)),
          "Write one of %s, or leave it empty.%s"
              .formatted(
                  String.join(", ", ReportedSignal.OUTCOMES),
                  Words.suggestion(outcome, ReportedSignal.OUTCOMES)));
    }
    return outcome;
  }

  private static @Nullable Long certainty(@Nullable String text) throws Fault {
    if (text == null) {
      return null;
    }
    if (!text.matches("[1-6]")) {
      throw new Fault(
          "certainty '%s' is no credibility".formatted(brief(text)),
          "Write a digit of the Admiralty scale: 1 confirmed, 2 probably true, 3 possibly true,"
              + " 4 doubtful, 5 improbable, 6 cannot be judged; or leave it empty.");
    }
    return Long.valueOf(text);
  }

  private @Nullable String masked(CsvRecord record, String column) throws Fault {
    String text = file.text(record, column);
    if (text == null) {
      return null;
    }
    if (text.length() > 2 * LONGEST_NAME) {
      throw new Fault(
          "%s has %d characters".formatted(column, text.length()),
          "Name the item in a few words; what is to be told stands under words.");
    }
    return known.masker().apply(text);
  }

  private @Nullable String words(@Nullable String text) throws Fault {
    if (text == null) {
      return null;
    }
    if (text.length() > ReportedSignal.LONGEST_WORDS) {
      throw new Fault(
          "words has %d characters".formatted(text.length()),
          "Say it in at most %d; a whole report stays in your own files."
              .formatted(ReportedSignal.LONGEST_WORDS));
    }
    return known.masker().apply(text);
  }

  private static String brief(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
