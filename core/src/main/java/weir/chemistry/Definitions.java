package weir.chemistry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.smarts.SmartsPattern;

/**
 * The definitions, generic and by name, that are held: "was it covered there, on that day?". They
 * answer for entries of the lexicon and for names that were observed, never for a structure, and do
 * not enumerate: the question always begins with a name that somebody has used.
 */
public final class Definitions {

  /** One definition with what it matches: a set of ids, or patterns of which one must fit. */
  private record Rule(
      Definition definition,
      Set<String> substances,
      List<SmartsPattern> has,
      @Nullable SmartsPattern without) {

    boolean fits(@Nullable String substance, @Nullable IAtomContainer molecule) {
      if (substance != null && substances.contains(substance)) {
        return true;
      }
      return molecule != null
          && has.stream().anyMatch(p -> p.matches(molecule))
          && (without == null || !without.matches(molecule));
    }

    boolean generic() {
      return !has.isEmpty();
    }
  }

  private final Map<String, Rule> rules = new LinkedHashMap<>();

  private Definitions() {
    for (List<String> row :
        Table.rows(
            "definitions.csv",
            "definition",
            "jurisdiction",
            "label",
            "citation",
            "not_before",
            "in_force_by",
            "until",
            "kind",
            "has",
            "without",
            "limits")) {
      add(row);
    }
  }

  private void add(List<String> row) {
    Definition definition =
        new Definition(
            row.get(0),
            row.get(1),
            row.get(2),
            row.get(3),
            LocalDate.parse(row.get(4)),
            LocalDate.parse(row.get(5)),
            row.get(6).isEmpty() ? null : LocalDate.parse(row.get(6)),
            row.get(10));
    Rule rule =
        rules.computeIfAbsent(
            definition.id(),
            _ ->
                new Rule(
                    definition,
                    new LinkedHashSet<>(),
                    new ArrayList<>(),
                    row.get(9).isEmpty() ? null : Families.pattern(row.get(9))));
    if (row.get(7).equals("list")) {
      rule.substances().addAll(List.of(row.get(8).split(" ", -1)));
    } else {
      rule.has().add(Families.pattern(row.get(8)));
    }
  }

  private static final class Standard {
    static final Definitions DEFINITIONS = new Definitions();
  }

  /** The definitions that come with Weir; read at the first use. */
  public static Definitions standard() {
    return Standard.DEFINITIONS;
  }

  /** Every definition held, in the order of the table. */
  public List<Definition> all() {
    return rules.values().stream().map(Rule::definition).toList();
  }

  /** The substances that are listed by name, for the lexicon's checker. */
  Set<String> listed() {
    Set<String> ids = new TreeSet<>();
    rules.values().forEach(rule -> ids.addAll(rule.substances()));
    return ids;
  }

  /**
   * Whether a lexicon entry was covered.
   *
   * @param climb how its name was followed; it must have ended at an entry of the lexicon
   * @throws IllegalArgumentException when the name is no entry, or the jurisdiction is not held
   */
  public Coverage ofEntry(Climb climb, String jurisdiction, LocalDate day) {
    if (climb.verdict() != Climb.Verdict.KNOWN || climb.substance() == null) {
      throw new IllegalArgumentException(
          ("'%s' is no entry of the lexicon. Coverage is answered for entries and for names that"
                  + " were observed; name the capture on which it was seen.")
              .formatted(climb.name()));
    }
    return coverage(climb, jurisdiction, day);
  }

  /**
   * Whether what an observed name claims was covered.
   *
   * @param capture the digest of the capture on which the name was seen
   * @throws IllegalArgumentException when no capture is named, or the jurisdiction is not held
   */
  public Coverage ofObserved(Climb climb, String capture, String jurisdiction, LocalDate day) {
    if (capture.isBlank()) {
      throw new IllegalArgumentException(
          "No capture shows '%s'. Coverage is answered for names that were observed."
              .formatted(climb.name()));
    }
    return coverage(climb, jurisdiction, day);
  }

  private Coverage coverage(Climb climb, String jurisdiction, LocalDate day) {
    List<Rule> here =
        rules.values().stream()
            .filter(rule -> rule.definition().jurisdiction().equals(jurisdiction))
            .toList();
    if (here.isEmpty()) {
      Set<String> held = new TreeSet<>();
      rules.values().forEach(rule -> held.add(rule.definition().jurisdiction()));
      throw new IllegalArgumentException(
          "No definitions are held for '%s'. Expected one of %s."
              .formatted(jurisdiction, String.join(", ", held)));
    }
    Structure structure = climb.structure();
    IAtomContainer molecule = structure == null ? null : Molecules.read(structure.smiles());
    List<Definition> sure = new ArrayList<>();
    List<Definition> perhaps = new ArrayList<>();
    boolean generic = false;
    for (Rule rule : here) {
      if (!rule.definition().mayBeInForce(day)) {
        continue;
      }
      generic |= rule.generic();
      if (rule.fits(climb.substance(), molecule)) {
        (rule.definition().surelyInForce(day) ? sure : perhaps).add(rule.definition());
      }
    }
    String claim = "The claimed name '%s'".formatted(climb.name());
    String where = " in %s on %s".formatted(jurisdiction, day);
    if (!sure.isEmpty()) {
      Definition first = sure.getFirst();
      return new Coverage(
          Coverage.Answer.COVERED,
          sure,
          "%s falls under '%s' (%s)%s, as paraphrased here; this is no legal finding."
              .formatted(claim, first.label(), first.citation(), where));
    }
    if (!perhaps.isEmpty()) {
      Definition first = perhaps.getFirst();
      return new Coverage(
          Coverage.Answer.UNKNOWN,
          perhaps,
          "%s falls under '%s' (%s), but the first day in force is not known closely enough for %s."
              .formatted(claim, first.label(), first.citation(), day));
    }
    if (molecule == null) {
      return new Coverage(
          Coverage.Answer.UNKNOWN,
          List.of(),
          "%s leaves the structure open, so that no definition%s can be applied."
              .formatted(claim, where));
    }
    if (!generic) {
      return new Coverage(
          Coverage.Answer.UNKNOWN,
          List.of(),
          "%s is in none of the lists held%s; the lists held are not complete."
              .formatted(claim, where));
    }
    return new Coverage(
        Coverage.Answer.NOT_BY_THESE,
        List.of(),
        ("%s falls under none of the generic definitions held%s; substances named one by one are"
                + " mostly not held, and this is no legal finding.")
            .formatted(claim, where));
  }
}
