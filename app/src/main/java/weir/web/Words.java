package weir.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.document.Figures;
import weir.substance.Lexicon;
import weir.substance.Substance;

/** How figures, days and classes are written on pages. */
final class Words {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Set<String> ACRONYMS =
      Set.of("dmt", "dxm", "ghb", "lsa", "lsd", "pcp", "sarm");

  private static final Map<String, String> CLASSES = new LinkedHashMap<>();

  static {
    CLASSES.put("cannabis", "Cannabis");
    CLASSES.put("cocaine", "Cocaine");
    CLASSES.put("opioid", "Opioids");
    CLASSES.put("mdma", "MDMA");
    CLASSES.put("amphetamine", "Amphetamines");
    CLASSES.put("psychedelic", "Psychedelics");
    CLASSES.put("dissociative", "Dissociatives");
    CLASSES.put("benzodiazepine", "Benzodiazepines");
    CLASSES.put("sedative", "Other sedatives");
    CLASSES.put("nps", "New psychoactive substances");
    CLASSES.put("steroid", "Steroids and performance substances");
    CLASSES.put("medicine", "Medicines");
    CLASSES.put("precursor", "Precursors");
    CLASSES.put("other", "Other");
  }

  private Words() {}

  /** The classes, as the first part of their paths, in the order in which pages name them. */
  static List<String> classes() {
    return List.copyOf(CLASSES.keySet());
  }

  /** A class path in plain words, such as {@code New psychoactive substances: cathinone}. */
  static String substanceClass(@Nullable String path) {
    if (path == null || path.isBlank()) {
      return "Not named";
    }
    String[] parts = path.split("/", 2);
    String first = CLASSES.getOrDefault(parts[0], capital(parts[0].replace('-', ' ')));
    if (parts.length == 1) {
      return first;
    }
    String family = parts[1].replace('-', ' ');
    return first + ": " + (ACRONYMS.contains(family) ? family.toUpperCase(Locale.ROOT) : family);
  }

  /** The name under which the lexicon prints a substance; its id where the lexicon has no such. */
  static String substance(@Nullable String id) {
    return id == null
        ? "Not named"
        : Lexicon.standard().substance(id).map(Substance::label).orElse(id);
  }

  static String country(@Nullable String code) {
    if (code == null || code.isBlank()) {
      return "Not declared";
    }
    String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    return name.isEmpty() ? code : name;
  }

  /** An identifier such as {@code darknet_market} as words. */
  static String plain(String identifier) {
    return identifier.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
  }

  /** Plain words, and none for nothing. */
  static String plainOrNone(@Nullable String identifier) {
    return identifier == null ? "" : plain(identifier);
  }

  static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  static String day(@Nullable Instant at) {
    return at == null ? "not known" : DAY.format(at);
  }

  static String day(LocalDate day) {
    return DAY.format(day.atStartOfDay(ZoneOffset.UTC));
  }

  static String minute(@Nullable Instant at) {
    return at == null ? "not known" : MINUTE.format(at);
  }

  /** From one day to another, naming a month or year once where they share it. */
  static String days(@Nullable Instant first, @Nullable Instant last) {
    if (first == null || last == null) {
      return "days not known";
    }
    String from = DAY.format(first);
    String to = DAY.format(last);
    return from.equals(to) ? from : from + " to " + to;
  }

  static String count(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }

  static String count(long value, String one, String many) {
    return count(value) + " " + (value == 1 ? one : many);
  }

  /**
   * A figure as precisely as it is worth: things that are counted as whole numbers, other figures
   * whole above a hundred and to three digits below, shares as per cents.
   */
  static String figure(double value, String unit) {
    return Figures.figure(value, unit);
  }

  /** An amount as it was printed, without the zeros that keeping it added. */
  static String exact(BigDecimal amount) {
    BigDecimal bare = amount.stripTrailingZeros();
    int decimals = bare.scale() <= 0 ? 0 : Math.max(2, bare.scale());
    String text = bare.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString();
    return bare.scale() <= 2 ? text : bare.toPlainString();
  }

  /** The same, short enough for an axis: {@code 12k}, {@code 1.5M}. */
  static String brief(double value) {
    double size = Math.abs(value);
    if (size >= 999_500) {
      return trim(value / 1_000_000) + "M";
    }
    if (size >= 9_995) {
      return trim(value / 1_000) + "k";
    }
    return size >= 1_000 ? String.format(Locale.ENGLISH, "%,.0f", value) : trim(value);
  }

  private static String trim(double value) {
    String text = String.format(Locale.ENGLISH, Math.abs(value) >= 100 ? "%.0f" : "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  static @Nullable String interval(@Nullable Double low, @Nullable Double high, String unit) {
    return Figures.interval(low, high, unit);
  }

  static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  /** A unit as it stands after a figure; empty for shares, which carry their sign. */
  static String unit(String unit) {
    return Figures.unit(unit);
  }
}
