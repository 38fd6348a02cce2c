package weir.chemistry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtomContainer;
import weir.chemistry.Climb.Verdict;
import weir.chemistry.KnownNames.Known;

/**
 * Follows a name to its class: lexicon, short forms rewritten, systematic names read, structures
 * matched with families, and, where no structure can be had, code series, stems and known parents.
 * Every step is a {@link Rung}. Where several readings are open no structure is given, only the
 * class that all of them share. One instance serves all threads.
 */
public final class ClassLadder {
  private static final int LONGEST = 300;
  private static final int MOST_REMEMBERED = 20_000;

  /** What may stand before a known name so that the whole is another substance of its kind. */
  private static final Pattern GROUPS =
      Pattern.compile(
          "(?:(?:\\d|n|o|m|p|ortho|meta|para|alpha|beta)*(?:di|tri)?(?:fluoro|chloro|bromo|iodo"
              + "|methyl|ethyl|propyl|isopropyl|butyl|pentyl|hydroxy|methoxy|ethoxy|nitro|amino"
              + "|acetyl|acetoxy|oxo|phenyl|benzyl|allyl|cyano|cyclopropyl|cyclohexyl|nor|des"
              + "|desmethyl|desethyl|desalkyl|deschloro|desfluoro|desnitro|homo|iso|dihydro|deoxy"
              + "|thio|aza|pyrrolidino|pyrrolidinyl|piperidinyl))+");

  /** One mirror image of a known substance, as names of medicines mark it. */
  private static final Pattern HANDED = Pattern.compile("es|ar|lev|levo|dex|dextro|rac");

  private static final Pattern AMOUNT =
      Pattern.compile(
          "\\d+(?:[.,]\\d+)?\\s*(?:mg|g|gr|gram|grams|kg|ml|ug|mcg|µg|x|pcs)",
          Pattern.CASE_INSENSITIVE);

  private final KnownNames known;
  private final Words words = Words.standard();
  private final NameShapes shapes = NameShapes.standard();
  private final Map<String, Climb> remembered = new ConcurrentHashMap<>();

  private ClassLadder(KnownNames known) {
    this.known = known;
  }

  /** A ladder whose first rung is these names. */
  public static ClassLadder over(KnownNames known) {
    return new ClassLadder(known);
  }

  /** Follows one name as a listing, a table of names or a person writes it. */
  public Climb climb(String name) {
    String clean = tidy(name);
    if (clean.isEmpty() || clean.length() > LONGEST) {
      return Climb.nothing(name);
    }
    List<Rung> rungs = new ArrayList<>();
    Known whole = known.whole(clean);
    if (whole != null) {
      return known(name, clean, whole, rungs);
    }
    String core = strip(clean, rungs);
    if (!core.equals(clean)) {
      whole = known.whole(core);
      if (whole != null) {
        return known(name, core, whole, rungs);
      }
    }
    Climb analogue = analogue(name, core, rungs);
    if (analogue != null) {
      return analogue;
    }
    Climb read = chemistry(name, core, rungs);
    if (read.path() != null) {
      return read;
    }
    for (String word : core.split("\\s+", -1)) {
      Climb one = word.equals(core) ? Climb.nothing(word) : climbWord(trim(word));
      if (one.path() != null) {
        List<Rung> all = new ArrayList<>(rungs);
        all.addAll(one.rungs());
        return new Climb(
            name, one.verdict(), one.substance(), one.path(), one.family(), one.structure(), all);
      }
    }
    Known within = known.within(clean);
    if (within != null) {
      return within(name, clean, within, rungs);
    }
    return read;
  }

  /** Whether a word of a text is worth {@link #climbWord}; cheap. */
  public boolean worthALook(String word) {
    return shapes.worthALook(word);
  }

  /**
   * Follows one word of a text that the lexicon does not explain. Remembered, so that a word costs
   * its chemistry once.
   */
  public Climb climbWord(String word) {
    Climb before = remembered.get(word);
    if (before != null) {
      return before;
    }
    String clean = tidy(word);
    Climb climb =
        clean.length() < 3 || clean.length() > LONGEST || !shapes.worthALook(clean)
            ? Climb.nothing(word)
            : chemistry(word, clean, List.of());
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(word, climb);
    return climb;
  }

  /**
   * A whole name that the lexicon holds. Its structure is certain where the name is the entry's own
   * label; another name may stand for the entry and its nearest kin, and where chemistry reads it
   * otherwise, it is not the entry itself.
   */
  private static Climb known(String name, String input, Known found, List<Rung> before) {
    List<Rung> rungs = new ArrayList<>(before);
    rungs.add(new Rung(Rung.Kind.LEXICON, input, found.label(), found.how()));
    String smiles =
        found.substance() == null ? null : Structures.standard().smiles(found.substance());
    if (smiles == null || found.substance() == null) {
      return new Climb(name, Verdict.KNOWN, found.substance(), found.path(), null, null, rungs);
    }
    String compact = Shorthand.compact(input);
    boolean own =
        compact.equals(Shorthand.compact(found.label()))
            || compact.equals(Shorthand.compact(found.substance()));
    if (!own) {
      String other = Shorthand.standard().only(input);
      if (other != null && !same(other, smiles)) {
        rungs.add(
            new Rung(
                Rung.Kind.REWRITTEN,
                input,
                "another structure than the entry's: only the class is kept",
                "rules for short forms"));
        return new Climb(name, Verdict.CLASS_ONLY, null, found.path(), null, null, rungs);
      }
    }
    Structure structure =
        new Structure(
            smiles, own ? Structure.Certainty.CERTAIN : Structure.Certainty.DERIVED, false);
    return new Climb(name, Verdict.KNOWN, found.substance(), found.path(), null, structure, rungs);
  }

  private static boolean same(String name, String smiles) {
    String read = Molecules.ofName(name);
    IAtomContainer one = read == null ? null : Molecules.read(read);
    IAtomContainer other = Molecules.read(smiles);
    return one == null
        || other == null
        || Objects.equals(Molecules.constitution(one), Molecules.constitution(other));
  }

  /**
   * A name that holds a known one. Words around it are kept apart from it; signs that are joined to
   * it make it another name, of which only the class is told.
   */
  private static Climb within(String name, String input, Known found, List<Rung> before) {
    List<Rung> rungs = new ArrayList<>(before);
    boolean joined = input.indexOf(' ') < 0;
    rungs.add(
        new Rung(
            Rung.Kind.LEXICON,
            input,
            joined ? "a name that holds " + found.label() : found.label(),
            found.how()));
    return new Climb(
        name,
        joined ? Verdict.CLASS_ONLY : Verdict.KNOWN,
        joined ? null : found.substance(),
        found.path(),
        null,
        null,
        rungs);
  }

  /** The chemistry of a whole name: short forms, systematic names, series, parents, stems. */
  private Climb chemistry(String name, String core, List<Rung> before) {
    Climb rewritten = rewritten(name, core, before);
    if (rewritten != null) {
      return rewritten;
    }
    Climb chemical = null;
    if (NameShapes.mayBeSystematic(core)) {
      String smiles = Molecules.ofName(core);
      if (smiles != null) {
        chemical = stated(name, core, smiles, before);
        if (chemical.path() != null) {
          return chemical;
        }
      }
    }
    NameShapes.Told series = shapes.series(core);
    if (series != null) {
      return told(name, core, series, Rung.Kind.SERIES, before);
    }
    Climb parent = parent(name, core, before);
    if (parent != null) {
      return parent;
    }
    NameShapes.Told stem = core.indexOf(' ') < 0 ? shapes.stem(core) : null;
    if (stem != null) {
      return told(name, core, stem, Rung.Kind.STEM, before);
    }
    if (chemical != null) {
      return chemical;
    }
    if (NameShapes.looksChemical(core)) {
      List<Rung> rungs = new ArrayList<>(before);
      rungs.add(
          new Rung(
              Rung.Kind.LOOKS_CHEMICAL,
              core,
              "unknown, looks chemical",
              "parts of chemical names"));
      return new Climb(name, Verdict.LOOKS_CHEMICAL, null, null, null, null, rungs);
    }
    return Climb.nothing(name);
  }

  private static Climb told(
      String name, String core, NameShapes.Told told, Rung.Kind kind, List<Rung> before) {
    List<Rung> rungs = new ArrayList<>(before);
    rungs.add(new Rung(kind, core, told.path(), told.by() + "; " + told.source()));
    return new Climb(name, Verdict.CLASS_ONLY, null, told.path(), null, null, rungs);
  }

  private @Nullable Climb rewritten(String name, String core, List<Rung> before) {
    Shorthand.Rewriting rewriting = Shorthand.standard().read(core);
    if (rewriting == null) {
      return null;
    }
    Map<String, String> readings = new LinkedHashMap<>();
    Map<String, IAtomContainer> molecules = new LinkedHashMap<>();
    for (String systematic : rewriting.names()) {
      String smiles = Molecules.ofName(systematic);
      IAtomContainer molecule = smiles == null ? null : Molecules.read(smiles);
      String constitution = molecule == null ? null : Molecules.constitution(molecule);
      if (smiles != null && molecule != null && constitution != null) {
        readings.putIfAbsent(constitution, systematic);
        molecules.putIfAbsent(constitution, molecule);
      }
    }
    if (readings.isEmpty()) {
      return null;
    }
    List<Rung> rungs = new ArrayList<>(before);
    String by = "rule " + rewriting.form();
    if (readings.size() > 1) {
      rungs.add(
          new Rung(
              Rung.Kind.REWRITTEN,
              core,
              "%d readings, such as %s"
                  .formatted(readings.size(), readings.values().iterator().next()),
              by));
      return agreed(name, core, molecules, rungs);
    }
    Map.Entry<String, String> only = readings.entrySet().iterator().next();
    IAtomContainer molecule = molecules.values().iterator().next();
    rungs.add(new Rung(Rung.Kind.REWRITTEN, core, only.getValue(), by));
    Structure structure =
        new Structure(
            only.getKey(), Structure.Certainty.DERIVED, Molecules.handednessOpen(molecule));
    rungs.add(new Rung(Rung.Kind.STRUCTURE, only.getValue(), structure.toString(), "OPSIN 2.9.0"));
    return family(name, molecule, only.getKey(), structure, Verdict.DERIVED, rungs);
  }

  /** Several readings are open: the class is told where all of them share it. */
  private static @Nullable Climb agreed(
      String name, String core, Map<String, IAtomContainer> molecules, List<Rung> rungs) {
    Families.Family shared = null;
    for (IAtomContainer molecule : molecules.values()) {
      Families.Family family = Families.standard().of(molecule);
      if (family == null || (shared != null && !shared.path().equals(family.path()))) {
        return null;
      }
      shared = family;
    }
    if (shared == null) {
      return null;
    }
    rungs.add(
        new Rung(Rung.Kind.FAMILY, core, shared.label() + ", in every reading", shared.source()));
    return new Climb(name, Verdict.CLASS_ONLY, null, shared.path(), shared.id(), null, rungs);
  }

  private Climb stated(String name, String core, String smiles, List<Rung> before) {
    List<Rung> rungs = new ArrayList<>(before);
    IAtomContainer molecule = Molecules.read(smiles);
    String constitution = molecule == null ? null : Molecules.constitution(molecule);
    if (molecule == null || constitution == null) {
      return Climb.nothing(name);
    }
    boolean open = Molecules.handednessOpen(molecule);
    Structure structure =
        new Structure(
            smiles, open ? Structure.Certainty.AMBIGUOUS : Structure.Certainty.CERTAIN, open);
    rungs.add(new Rung(Rung.Kind.STRUCTURE, core, structure.toString(), "OPSIN 2.9.0"));
    return family(name, molecule, constitution, structure, Verdict.READ, rungs);
  }

  private Climb family(
      String name,
      IAtomContainer molecule,
      String constitution,
      Structure structure,
      Verdict verdict,
      List<Rung> rungs) {
    Families.Family family = Families.standard().of(molecule);
    if (family != null) {
      rungs.add(new Rung(Rung.Kind.FAMILY, "the structure", family.label(), family.source()));
    }
    String substance = Structures.standard().substance(constitution);
    Known same = substance == null ? null : known.substance(substance);
    if (same != null) {
      rungs.add(
          new Rung(
              Rung.Kind.SAME_STRUCTURE,
              "the structure",
              same.label(),
              "constitution of the entry"));
    }
    String path = same != null ? same.path() : family != null ? family.path() : null;
    return new Climb(
        name,
        path == null ? Verdict.CHEMICAL : verdict,
        same == null ? null : same.substance(),
        path,
        family == null ? null : family.id(),
        structure,
        rungs);
  }

  private @Nullable Climb analogue(String name, String core, List<Rung> before) {
    String lower = core.toLowerCase(Locale.ROOT);
    for (String phrase : words.of("analogue")) {
      if (lower.startsWith(phrase + " ")) {
        String parent = core.substring(phrase.length()).strip();
        Known found = known.whole(parent);
        return found == null ? null : kin(name, core, "analogue of", found, before);
      }
      String noun = phrase.substring(0, phrase.indexOf(' '));
      if (lower.endsWith(" " + noun)) {
        Known found = known.whole(core.substring(0, core.length() - noun.length()).strip());
        return found == null ? null : kin(name, core, "analogue of", found, before);
      }
    }
    return null;
  }

  private @Nullable Climb parent(String name, String core, List<Rung> before) {
    String compact = Shorthand.compact(core);
    for (int i = 2; i <= compact.length() - 6 && i <= 40; i++) {
      String groups = compact.substring(0, i);
      boolean handed = HANDED.matcher(groups).matches();
      if (handed || GROUPS.matcher(groups).matches()) {
        Known found = known.whole(compact.substring(i));
        if (found != null && found.substance() != null) {
          if (handed) {
            List<Rung> rungs = new ArrayList<>(before);
            rungs.add(
                new Rung(
                    Rung.Kind.PARENT,
                    core,
                    "a mirror image of " + found.label(),
                    "prefix '" + groups + "'"));
            return new Climb(name, Verdict.CLASS_ONLY, null, found.path(), null, null, rungs);
          }
          return kin(name, core, "'" + groups + "' before", found, before);
        }
      }
    }
    return null;
  }

  /** Another substance of a known one's kind: its family's class, not the known one's own. */
  private static Climb kin(
      String name, String core, String relation, Known found, List<Rung> before) {
    List<Rung> rungs = new ArrayList<>(before);
    rungs.add(new Rung(Rung.Kind.PARENT, core, relation + " " + found.label(), found.how()));
    String smiles =
        found.substance() == null ? null : Structures.standard().smiles(found.substance());
    IAtomContainer molecule = smiles == null ? null : Molecules.read(smiles);
    Families.Family family = molecule == null ? null : Families.standard().of(molecule);
    if (family != null) {
      rungs.add(
          new Rung(
              Rung.Kind.FAMILY, "structure of " + found.label(), family.label(), family.source()));
    }
    return new Climb(
        name,
        Verdict.CLASS_ONLY,
        null,
        family == null ? found.path() : family.path(),
        family == null ? null : family.id(),
        null,
        rungs);
  }

  /** Sets aside salts, forms, amounts and marks of handedness. */
  private String strip(String clean, List<Rung> rungs) {
    String core = clean;
    boolean changed = true;
    while (changed) {
      changed = false;
      String lower = core.toLowerCase(Locale.ROOT);
      for (String mark : words.of("steric")) {
        if (lower.startsWith(mark) && core.length() > mark.length() + 3) {
          core = core.substring(mark.length()).replaceFirst("^[-\\s]+", "");
          changed = true;
          break;
        }
      }
      int space = core.lastIndexOf(' ');
      if (!changed && space > 0) {
        String last = trim(core.substring(space + 1)).toLowerCase(Locale.ROOT);
        Matcher amount = AMOUNT.matcher(last);
        if (words.of("salt").contains(last)
            || words.of("form").contains(last)
            || amount.matches()) {
          core = core.substring(0, space).strip();
          changed = true;
        }
      }
    }
    if (!core.equals(clean)) {
      rungs.add(new Rung(Rung.Kind.STRIPPED, clean, core, "words.csv"));
    }
    return core;
  }

  private static String tidy(String name) {
    return name.replace('–', '-')
        .replace('‐', '-')
        .replace('‑', '-')
        .replace('’', '\'')
        .replace('′', '\'')
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** Without the punctuation of the sentence around it; brackets that belong to a name stay. */
  private static String trim(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && "\"'*~#!.,;:".indexOf(word.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && "\"'*~#!.,;:".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return word.substring(start, end);
  }
}
