package weir.novelty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.chemistry.Climb;
import weir.substance.SubstanceNamer;

/** Gives an item its points, with a reason for each. */
final class Ranking {

  /** Letters and digits in one word, as codes of substances have them. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?=.*\\d)(?=.*[A-Za-z]{2})(?:\\d{0,2}[A-Za-z]{1,6}-?)?[A-Za-z0-9,'-]*[A-Za-z0-9]");

  private static final Pattern CAPITALS = Pattern.compile("[A-Z]{3,6}");

  /** Families whose members killed at amounts that nobody can see. */
  private static final List<String> GRAVEST = List.of("nps/nitazene", "nps/fentanyl");

  private final SubstanceNamer namer;
  private final Spellings spellings;
  private final long newLately;
  private final long newBefore;

  Ranking(SubstanceNamer namer, Spellings spellings, long newLately, long newBefore) {
    this.namer = namer;
    this.spellings = spellings;
    this.newLately = newLately;
    this.newBefore = newBefore;
  }

  /**
   * Ranks one item.
   *
   * @param stood whether it was seen on the first saves of a source, where it may have stood long
   */
  Emerging rank(Novelty.Group group, boolean stood) {
    List<Reason> reasons = new ArrayList<>();
    String name = group.name();
    String family = group.path;
    String how = "";
    switch (group.kind) {
      case NAME -> {
        Climb climb = namer.climb(name);
        if (climb.path() != null) {
          family = climb.path();
        }
        how = climb.path() == null ? (family == null ? "" : "ladder") : climb.how();
        name(group, name, family, climb, reasons);
      }
      case SUBSTANCE -> {
        reasons.add(new Reason(1.5, "the lexicon knows it, and nobody had offered it here"));
        gravity(family, 2.5, reasons);
      }
      case FORM -> {
        reasons.add(new Reason(0.5, "the substance was known here, the form was not"));
        gravity(family, 2, reasons);
      }
    }
    spread(group, reasons);
    Double growth = growth(group, reasons);
    if (stood) {
      // Spread over many accounts says nothing of what stood there from the start.
      reasons.add(
          new Reason(
              group.kind == Emerging.Kind.NAME ? -3 : -6,
              "seen on the first saves of its source: it may have stood there before"));
    }
    double score = 0;
    for (Reason reason : reasons) {
      score += reason.points();
    }
    reasons.sort(Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.points())));
    return new Emerging(
        group.kind.word() + ":" + group.key,
        group.kind,
        name,
        group.firstAt(),
        group.firstSource(),
        group.sources.size(),
        group.accounts.size(),
        group.listings.size(),
        group.freshListings(),
        growth,
        family,
        how,
        Math.round(score * 100) / 100.0,
        reasons,
        group.earliest());
  }

  private static void gravity(@Nullable String family, double points, List<Reason> reasons) {
    if (family == null) {
      return;
    }
    if (GRAVEST.contains(family)) {
      reasons.add(new Reason(points + 0.5, "a family that kills in unseen amounts: " + family));
    } else if (family.startsWith("nps/")) {
      reasons.add(new Reason(points, "a family that is watched as new: " + family));
    } else if (family.startsWith("opioid/") || family.startsWith("benzodiazepine/")) {
      reasons.add(new Reason(points / 2, "of the class " + family));
    }
  }

  private void name(
      Novelty.Group group,
      String name,
      @Nullable String family,
      Climb climb,
      List<Reason> reasons) {
    boolean shaped = true;
    if (family != null && family.startsWith("nps/")) {
      reasons.add(
          new Reason(
              GRAVEST.contains(family) ? 4 : 3.5, "its name is built like one of " + family));
    } else if (family != null) {
      boolean medicine = family.startsWith("medicine") || family.startsWith("steroid");
      reasons.add(new Reason(medicine ? 0.5 : 2, "its name is built like one of " + family));
    } else if (climb.verdict() == Climb.Verdict.CHEMICAL
        || climb.verdict() == Climb.Verdict.LOOKS_CHEMICAL) {
      reasons.add(new Reason(2, "it reads like a chemical's name"));
    } else if (CODE.matcher(name).matches()) {
      reasons.add(new Reason(1.5, "it is built like a code: letters and figures"));
    } else if (CAPITALS.matcher(name).matches() && !shouted(group)) {
      reasons.add(new Reason(0.5, "it is built like an abbreviation"));
    } else {
      shaped = false;
      reasons.add(new Reason(-1, "its look tells nothing"));
    }
    double alone = group.alone / (double) group.sights;
    if (alone > 0) {
      reasons.add(
          new Reason(
              1.5 * alone,
              "%s its titles name no other drug".formatted(alone > 0.95 ? "all" : "some of")));
    }
    double beside = group.beside / (double) group.sights;
    if (beside > 0) {
      reasons.add(new Reason(-1.5 * beside, "a known drug stands beside it"));
    }
    double cannabis = group.cannabis / (double) group.sights;
    if (cannabis > 0) {
      reasons.add(new Reason(-1.5 * cannabis, "it stands beside cannabis, as names of strains do"));
    }
    double amount = group.amount / (double) group.sights;
    reasons.add(
        amount >= 0.5
            ? new Reason(0.5, "sold by weight or by number")
            : new Reason(-0.5, "most of its titles state no amount"));
    if (!group.accounts.isEmpty()) {
      double share = group.accountsOfNew.size() / (double) group.accounts.size();
      if (share > 0) {
        reasons.add(
            new Reason(1.5 * share, "offered by accounts that sell new substances as well"));
      }
    }
    String near = shaped ? null : spellings.near(group.key);
    String joined = shaped || near != null ? null : spellings.joined(group.key);
    if (near != null) {
      reasons.add(
          new Reason(
              -2,
              "one letter off '%s', which stands in %,d sights"
                  .formatted(near, spellings.seen(near))));
    } else if (joined != null) {
      reasons.add(new Reason(-1.5, "two known words joined: " + joined));
    }
  }

  /** Whether the titles are in capitals throughout, so that capitals tell nothing. */
  private static boolean shouted(Novelty.Group group) {
    int shouted = 0;
    for (Sight sight : group.behind) {
      shouted += sight.title().equals(sight.title().toUpperCase(Locale.ROOT)) ? 1 : 0;
    }
    return shouted * 2 > group.behind.size();
  }

  private static void spread(Novelty.Group group, List<Reason> reasons) {
    int accounts = group.accounts.size();
    if (accounts > 1) {
      double points = Math.min(3, Math.log(accounts) / Math.log(2));
      reasons.add(new Reason(points, "offered by %,d accounts".formatted(accounts)));
    }
    int sources = group.sources.size();
    if (sources > 1) {
      reasons.add(new Reason(Math.min(2, sources - 1.0), "seen on %,d sources".formatted(sources)));
    }
  }

  /** Its share of what came new, now over before: the same whether few or many pages were saved. */
  private @Nullable Double growth(Novelty.Group group, List<Reason> reasons) {
    if (group.lately >= 3 && group.before == 0) {
      reasons.add(
          new Reason(0.5, "%,d listings in four weeks, none before".formatted(group.lately)));
    }
    if (group.before == 0 || newBefore == 0 || newLately == 0) {
      return null;
    }
    double growth = (group.lately / (double) newLately) / (group.before / (double) newBefore);
    if (group.lately >= 3 && growth >= 2) {
      reasons.add(
          new Reason(
              Math.min(1.5, Math.log(growth) / Math.log(4)),
              String.format(Locale.ROOT, "its share of new listings grew %.1f times", growth)));
    } else if (growth < 0.5) {
      reasons.add(new Reason(-0.5, "its share of new listings is falling"));
    }
    return growth;
  }
}
