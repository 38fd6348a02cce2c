package weir.web.workbench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Evidence;
import weir.barrier.Facilitator;
import weir.barrier.Opportunity;
import weir.barrier.Partner;
import weir.barrier.Signal;
import weir.barrier.Step;

/** How the workbench's pages say what a model says. */
final class Said {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Said() {}

  static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /** A document's word as a person says it. */
  static String plain(String word) {
    return switch (word) {
      case "ict" -> "ICT";
      case "none" -> "builds capacity";
      case "both" -> "preventive and repressive";
      case "mixed" -> "knowing in part";
      case "shielding-security-promotion" -> "shielding, security or promotion";
      case "financial-legal-administrative-services" ->
          "financial, legal or administrative services";
      default -> word.replace('-', ' '); // every other word reads well as it is
    };
  }

  static String block(Element.Block block) {
    var word = block.word();
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** What kind of element it is, such as {@code legal, preventive}; empty when not said. */
  static String kind(Element element) {
    var words = new ArrayList<String>();
    switch (element) {
      case Facilitator f -> {
        if (f.kind() != null) {
          words.add(plain(f.kind().word()));
        }
        if (f.knowing() != Facilitator.Knowing.UNKNOWN) {
          words.add(plain(f.knowing().word()));
        }
      }
      case Opportunity o -> o.kinds().forEach(kind -> words.add(plain(kind.word())));
      case Signal s -> s.kinds().forEach(kind -> words.add(plain(kind.word())));
      case Partner p -> {
        if (p.sector() != null) {
          words.add(plain(p.sector().word()));
        }
        if (p.commitment() != Partner.Commitment.UNKNOWN) {
          words.add(plain(p.commitment().word()));
        }
      }
      case Barrier b -> {
        if (b.kind() != null) {
          words.add(plain(b.kind().word()));
        }
        if (b.effect() != null) {
          words.add(plain(b.effect().word()));
        }
      }
    }
    return String.join(", ", words);
  }

  static String label(BarrierModel model, String id) {
    return model
        .element(id)
        .map(Element::label)
        .or(() ->
            model.steps().stream().filter(s -> s.id().equals(id)).findFirst().map(Step::title))
        .orElse(id);
  }

  /** How firmly an element's best passage carries it. */
  enum Strength {
    STRONG,
    GRADED,
    UNGRADED,
    NONE;

    String words() {
      return switch (this) {
        case STRONG -> "strong (A or B, 1 or 2)";
        case GRADED -> "graded lower";
        case UNGRADED -> "cited, not graded";
        case NONE -> "no passage";
      };
    }
  }

  static Strength strength(List<Evidence> evidence) {
    var best = Strength.NONE;
    for (var one : evidence) {
      var strength =
          one.reliability() == null && one.credibility() == null
              ? Strength.UNGRADED
              : one.reliability() != null
                      && one.reliability().compareTo(Evidence.Reliability.B) <= 0
                      && one.credibility() != null
                      && one.credibility() <= 2
                  ? Strength.STRONG
                  : Strength.GRADED;
      if (strength.compareTo(best) < 0) {
        best = strength;
      }
    }
    return best;
  }

  static String grade(Evidence evidence) {
    return (evidence.reliability() == null ? "" : evidence.reliability().word())
        + (evidence.credibility() == null ? "" : evidence.credibility());
  }
}
