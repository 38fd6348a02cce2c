package weir.substance;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What bringing a vocabulary in adds to a lexicon: tables in the lexicon's own format, and what was
 * left out with the reason. An entry whose names clearly mean one known substance gives that one
 * its new names; one whose names mean two, or are all slang of known ones, is a conflict and adds
 * nothing; any other is a new substance.
 */
public final class VocabularyImport {

  /** Why a name, or a whole entry, adds nothing. */
  public enum Reason {
    TWO_SUBSTANCES("its names mean two known substances", true),
    A_GROUP("its names mean a group of substances", true),
    ONLY_SLANG("its names may stand for known substances already", true),
    NO_CLASS("the file gives it no class, and no default class was given", true),
    NO_NAME_LEFT("none of its names can be used", true),
    TOO_SHORT("shorter than three letters or digits", false),
    TOO_LONG("longer than the matcher takes", false),
    ORDINARY_WORD("an ordinary word", false),
    A_MIXTURE("names a mixture, not a substance", false),
    ANOTHER_SUBSTANCE("clear for another substance already", false);

    private final String words;
    private final boolean whole;

    Reason(String words, boolean whole) {
      this.words = words;
      this.whole = whole;
    }

    public String words() {
      return words;
    }

    /** Whether it keeps out the whole entry, not only one name. */
    public boolean whole() {
      return whole;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Something that adds nothing.
   *
   * @param line of the entry in the file
   * @param detail the substances that it was mistaken for; empty for none
   */
  public record LeftOut(long line, String entry, String name, Reason reason, String detail) {}

  /**
   * What came of it all.
   *
   * @param matched entries that mean a substance already known
   * @param substances new ones
   * @param names new ones, those of new substances included
   * @param known names that the lexicon had already
   */
  public record Counts(int entries, int matched, int substances, int names, int known) {}

  private static final Set<Reason> CONFLICTS =
      EnumSet.of(Reason.TWO_SUBSTANCES, Reason.A_GROUP, Reason.ONLY_SLANG);

  private static final int SHORTEST = 3;
  private static final int CLEAR_WITHOUT_DIGIT = 7;
  private static final int CLEAR_WITH_DIGIT = 4;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ID = 60;
  private static final String ORDINARY = "";

  private final Lexicon lexicon;
  private final String vocabulary;
  private final @Nullable String defaultClass;

  /** The ids that a name is clear for, by its signs; {@link #ORDINARY} for words that are none. */
  private final Map<String, String> clear = new HashMap<>();

  /** The ids that a name may stand for in context, by its signs. */
  private final Map<String, Set<String>> open = new HashMap<>();

  private final Set<String> ids = new HashSet<>();
  private final StringBuilder substances = new StringBuilder("substance,class,label,kind,source\n");
  private final StringBuilder names =
      new StringBuilder("substance,name,kind,language,ambiguity,note\n");
  private final List<LeftOut> leftOut = new ArrayList<>();
  private int entries;
  private int matched;
  private int added;
  private int namesAdded;
  private int known;

  private VocabularyImport(Lexicon lexicon, String vocabulary, @Nullable String defaultClass) {
    this.lexicon = lexicon;
    this.vocabulary = vocabulary;
    this.defaultClass = defaultClass;
    for (Substance substance : lexicon.substances()) {
      ids.add(substance.id());
    }
    for (LexiconName name : lexicon.names()) {
      String signs = Lexicon.signs(name.name());
      Substance substance = name.substance();
      if (substance == null) {
        clear.put(signs, ORDINARY);
      } else if (name.clear()) {
        clear.putIfAbsent(signs, substance.id());
      } else {
        open.computeIfAbsent(signs, _ -> new HashSet<>(2)).add(substance.id());
      }
    }
    for (String word : Lexicon.resource("vocabularies/ordinary-words.txt").lines().toList()) {
      if (!word.isBlank() && !word.startsWith("#")) {
        clear.putIfAbsent(Lexicon.signs(word), ORDINARY);
      }
    }
  }

  /**
   * Works out what a vocabulary adds.
   *
   * @param lexicon with the vocabularies that are kept already, this one left out
   * @param vocabulary its short name, which its substances give as their source
   * @param defaultClass for entries whose class the file does not tell; empty to leave them out,
   *     unless their names are known
   * @throws IllegalArgumentException when the default class is not one of the lexicon's
   */
  public static VocabularyImport of(
      Lexicon lexicon,
      String vocabulary,
      List<Vocabulary.Entry> entries,
      @Nullable String defaultClass) {
    if (defaultClass != null && !lexicon.knowsClass(defaultClass)) {
      throw new IllegalArgumentException(
          "The class '%s' is unknown. Expected a class path of the lexicon, like medicine/other; 'weir lexicon list' shows them."
              .formatted(defaultClass));
    }
    VocabularyImport result = new VocabularyImport(lexicon, vocabulary, defaultClass);
    entries.forEach(result::add);
    return result;
  }

  public Counts counts() {
    return new Counts(entries, matched, added, namesAdded, known);
  }

  /** Everything that adds nothing, in the order of the file. */
  public List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  /** The entries that were skipped because they contradict the lexicon. */
  public List<LeftOut> conflicts() {
    return leftOut.stream().filter(l -> CONFLICTS.contains(l.reason())).toList();
  }

  /** How many names and entries were left out for each reason. */
  public Map<Reason, Integer> reasons() {
    Map<Reason, Integer> reasons = new TreeMap<>();
    leftOut.forEach(l -> reasons.merge(l.reason(), 1, Integer::sum));
    return reasons;
  }

  /** {@code substances.csv} and {@code names.csv}, as {@link Lexicon#with} reads them. */
  public Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("substances.csv", substances.toString());
    tables.put("names.csv", names.toString());
    return tables;
  }

  /** What was left out as a table: {@code line,entry,name,reason,detail}. */
  public String leftOutTable() {
    StringBuilder table = new StringBuilder("line,entry,name,reason,detail\n");
    for (LeftOut one : leftOut) {
      row(
          table,
          Long.toString(one.line()),
          one.entry(),
          one.name(),
          one.reason().word(),
          one.detail());
    }
    return table.toString();
  }

  private void add(Vocabulary.Entry entry) {
    entries++;
    Set<String> spelled = new LinkedHashSet<>();
    spelled.add(tidy(entry.label()));
    entry.names().forEach(name -> spelled.add(tidy(name)));
    Set<String> meant = new LinkedHashSet<>();
    Map<String, String> usable = new LinkedHashMap<>();
    for (String name : spelled) {
      String signs = Lexicon.signs(name);
      Reason reason = unusable(name, signs);
      if (reason != null) {
        leaveOut(entry, name, reason, "");
        continue;
      }
      usable.putIfAbsent(signs, name);
      String id = clear.get(signs);
      if (id != null) {
        meant.add(id);
      }
    }
    String slug = slug(entry.label());
    if (meant.isEmpty() && !slug.isEmpty() && ids.contains(slug)) {
      meant.add(slug);
    }
    if (meant.size() > 1) {
      leaveOut(entry, entry.label(), Reason.TWO_SUBSTANCES, String.join(" ", meant));
    } else if (meant.size() == 1) {
      String id = meant.iterator().next();
      if (lexicon.substance(id).filter(Substance::group).isPresent()) {
        leaveOut(entry, entry.label(), Reason.A_GROUP, id);
      } else {
        matched++;
        usable.forEach((signs, name) -> name(entry, id, signs, name));
      }
    } else {
      substance(entry, slug, usable);
    }
  }

  private void substance(Vocabulary.Entry entry, String slug, Map<String, String> usable) {
    String path =
        entry.substanceClass() != null && lexicon.knowsClass(entry.substanceClass())
            ? entry.substanceClass()
            : defaultClass;
    Set<String> taken = onlySlangOf(usable.keySet());
    if (usable.isEmpty()) {
      leaveOut(entry, entry.label(), Reason.NO_NAME_LEFT, "");
    } else if (!taken.isEmpty()) {
      leaveOut(entry, entry.label(), Reason.ONLY_SLANG, String.join(" ", taken));
    } else if (path == null) {
      leaveOut(entry, entry.label(), Reason.NO_CLASS, "");
    } else {
      String id = slug.isEmpty() ? vocabulary + "-" + entry.line() : slug;
      ids.add(id);
      added++;
      row(substances, id, path, tidy(entry.label()), "substance", "vocabulary " + vocabulary);
      usable.forEach((signs, name) -> name(entry, id, signs, name));
    }
  }

  /**
   * The substances that all these names may stand for in context; empty when one of the names is
   * new.
   */
  private Set<String> onlySlangOf(Set<String> signs) {
    Set<String> meant = new TreeSet<>();
    for (String one : signs) {
      Set<String> open = this.open.getOrDefault(one, Set.of());
      if (open.isEmpty()) {
        return Set.of();
      }
      meant.addAll(open);
    }
    return meant;
  }

  private void name(Vocabulary.Entry entry, String id, String signs, String name) {
    String owner = clear.get(signs);
    Set<String> others = open.getOrDefault(signs, Set.of());
    if (id.equals(owner) || others.contains(id)) {
      known++;
      return;
    }
    boolean isClear = owner == null && others.isEmpty() && isClear(name);
    if (isClear) {
      clear.put(signs, id);
    } else {
      open.computeIfAbsent(signs, _ -> new HashSet<>(2)).add(id);
    }
    namesAdded++;
    row(
        names,
        id,
        name,
        "name",
        name.equals(tidy(entry.label())) ? entry.language() : language(entry.language()),
        isClear ? "clear" : "context",
        "");
  }

  /** Beside an international name stand its forms in any language. */
  private static String language(String language) {
    return language.equals("int") ? "mul" : language;
  }

  /**
   * A name with figures and letters, or of seven letters, is rarely an ordinary word; others count
   * only beside an amount or another drug's name.
   */
  private static boolean isClear(String name) {
    long digits = name.chars().filter(Character::isDigit).count();
    long letters = name.codePoints().filter(Character::isLetter).count();
    return digits == 0
        ? letters >= CLEAR_WITHOUT_DIGIT
        : letters > 0 && letters + digits >= CLEAR_WITH_DIGIT;
  }

  private @Nullable Reason unusable(String name, String signs) {
    if (signs.length() < SHORTEST || name.codePoints().noneMatch(Character::isLetter)) {
      return Reason.TOO_SHORT;
    }
    if (signs.length() > NameMatcher.LONGEST || name.length() > LONGEST_NAME) {
      return Reason.TOO_LONG;
    }
    if (Objects.equals(clear.get(signs), ORDINARY)) {
      return Reason.ORDINARY_WORD;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean mixture =
        lower.contains("combination")
            || lower.contains(" and ")
            || lower.contains(" with ")
            || lower.contains(" / ")
            || lower.equals("various");
    return mixture ? Reason.A_MIXTURE : null;
  }

  private void leaveOut(Vocabulary.Entry entry, String name, Reason reason, String detail) {
    leftOut.add(new LeftOut(entry.line(), tidy(entry.label()), name, reason, detail));
  }

  /** One line, without what cannot be printed. */
  private static String tidy(String text) {
    StringBuilder tidy = new StringBuilder(Math.min(text.length(), LONGEST_NAME + 1));
    boolean space = false;
    for (int i = 0; i < text.length() && tidy.length() <= LONGEST_NAME; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        space = !tidy.isEmpty();
      } else {
        if (space) {
          tidy.append(' ');
          space = false;
        }
        tidy.append(c);
      }
    }
    return tidy.toString();
  }

  /** An id made from the label; empty when the label has no Latin letter. */
  static String slug(String label) {
    String plain =
        Normalizer.normalize(label, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replace("α", "alpha-")
            .replace("β", "beta-")
            .replace("γ", "gamma-")
            .replace("δ", "delta-");
    StringBuilder slug = new StringBuilder();
    boolean letters = false;
    for (int i = 0; i < plain.length() && slug.length() < LONGEST_ID; i++) {
      char c = plain.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      if (letter || (c >= '0' && c <= '9')) {
        slug.append(c);
        letters |= letter;
      } else if (Character.getType(c) != Character.NON_SPACING_MARK
          && !slug.isEmpty()
          && slug.charAt(slug.length() - 1) != '-') {
        slug.append('-');
      }
    }
    while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
      slug.setLength(slug.length() - 1);
    }
    return letters ? slug.toString() : "";
  }

  private static void row(StringBuilder table, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        table.append(',');
      }
      String cell = cells[i];
      if (cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0) {
        table.append('"').append(cell.replace("\"", "\"\"")).append('"');
      } else {
        table.append(cell);
      }
    }
    table.append('\n');
  }
}
