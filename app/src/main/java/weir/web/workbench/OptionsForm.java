package weir.web.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Expectation;
import weir.choice.Limits;
import weir.document.Words;
import weir.workbench.Decisions;

/**
 * The form of an option paper: what each barrier is expected to cost, take and close, and what
 * there is to spend. Names every fault at once.
 */
final class OptionsForm {
  /** 20,000 is a thousand times as much here as there. */
  private static final Pattern GROUPED = Pattern.compile("\\d{1,3}([.,]\\d{3})+");

  private final BarrierModel model;
  private final Form form;
  private final List<String> faults = new ArrayList<>();

  private OptionsForm(BarrierModel model, Form form) {
    this.model = model;
    this.form = form;
  }

  /**
   * What was sent.
   *
   * @param sheet empty where there are faults
   * @param faults what is wrong, and how to mend it
   */
  record Asked(Decisions.Sheet sheet, List<String> faults) {}

  /**
   * @param model with what is expected of its barriers now
   * @param document the model itself: what it says already is not kept a second time, so that it
   *     follows when the model is edited
   */
  static Asked read(BarrierModel model, BarrierModel document, Form form) {
    var reading = new OptionsForm(model, form);
    var expected = new LinkedHashMap<String, List<Expectation>>();
    for (var barrier : model.barriers()) {
      var said = reading.expected(barrier);
      boolean known =
          document.barriers().stream()
              .anyMatch(b -> b.id().equals(barrier.id()) && same(b.expected(), said));
      if (!known) {
        expected.put(barrier.id(), said);
      }
    }
    var limits = reading.limits();
    return reading.faults.isEmpty()
        ? new Asked(new Decisions.Sheet(expected, limits), List.of())
        : new Asked(Decisions.Sheet.EMPTY, List.copyOf(reading.faults));
  }

  private static boolean same(List<Expectation> some, List<Expectation> others) {
    return some.size() == others.size()
        && some.stream()
            .allMatch(one ->
                others.stream()
                    .anyMatch(other ->
                        one.sameAs(other)
                            && near(one.low(), other.low())
                            && near(one.likely(), other.likely())
                            && near(one.high(), other.high())
                            && Objects.equals(one.currency(), other.currency())));
  }

  /** A share goes to the page in percent and comes back. */
  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= 1e-7 * Math.max(1, Math.abs(one));
  }

  private List<Expectation> expected(Barrier barrier) {
    var all = new ArrayList<Expectation>();
    var currency = form.text("currency").toUpperCase(Locale.ROOT);
    for (var kind : Expectation.Kind.values()) {
      if (kind == Expectation.Kind.WORKING_DAYS) {
        for (var partner : partners(model, barrier, Limits.NONE)) {
          add(all, barrier, kind, partner, field(kind, barrier.id(), partner), null);
        }
        for (var partner : model.partners()) {
          var name = field(kind, barrier.id(), partner.id());
          if (form.fields().containsKey(name)
              && all.stream().noneMatch(e -> partner.id().equals(e.partner()))) {
            add(all, barrier, kind, partner.id(), name, null);
          }
        }
      } else {
        add(
            all,
            barrier,
            kind,
            null,
            field(kind, barrier.id(), null),
            kind == Expectation.Kind.COST && !currency.isEmpty() ? currency : null);
      }
    }
    return all;
  }

  private void add(
      List<Expectation> all,
      Barrier barrier,
      Expectation.Kind kind,
      @Nullable String partner,
      String name,
      @Nullable String currency) {
    var text = form.text(name);
    if (text.isEmpty()) {
      return;
    }
    var what = "%s of '%s'".formatted(words(kind), barrier.label());
    var parts =
        text.contains("/") || text.contains(";") ? text.split("[/;]", -1) : text.split("\\s+", -1);
    if (parts.length != 3) {
      faults.add(
          "%s: '%s' is no range. Give the least, the likely and the most, like %s."
              .formatted(
                  what,
                  text,
                  kind == Expectation.Kind.COST ? "20000 / 30000 / 60000" : "3 / 6 / 12"));
      return;
    }
    double[] numbers = new double[3];
    for (int i = 0; i < 3; i++) {
      var number = number(what, parts[i]);
      if (number == null) {
        return;
      }
      if (kind == Expectation.Kind.CLOSES && number > 100) {
        faults.add(
            "%s: %s is more than all. Expected percent from 0 to 100, like 20 / 40 / 60."
                .formatted(what, rounded(number)));
        return;
      }
      numbers[i] = kind == Expectation.Kind.CLOSES ? number / 100 : number;
    }
    try {
      all.add(
          new Expectation(
              kind,
              partner,
              numbers[0],
              numbers[1],
              numbers[2],
              currency,
              form.textOrNull("source")));
    } catch (IllegalArgumentException e) {
      faults.add(what + ": " + e.getMessage());
    }
  }

  private @Nullable Double number(String what, String text) {
    var clean = text.replaceAll("[\\s%'\u00a0\u202f]", "");
    if (GROUPED.matcher(clean).matches()) {
      faults.add(
          "%s: '%s' can be read in two ways. Write thousands without a mark, like 20000."
              .formatted(what, clean));
      return null;
    }
    try {
      var number = Double.valueOf(clean.replace(',', '.'));
      if (Double.isFinite(number) && number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, as for every other text.
    }
    faults.add(
        "%s: '%s' is no number from 0 on. Expected one like 12.5.".formatted(what, text.strip()));
    return null;
  }

  private Limits limits() {
    Double budget = limit("The budget", "budget");
    Double months = limit("The time until in force", "until");
    var days = new LinkedHashMap<String, Double>();
    for (var partner : model.partners()) {
      var limit = limit("The days of " + partner.label(), "capacity." + partner.id());
      if (limit != null) {
        days.put(partner.id(), limit);
      }
    }
    return new Limits(
        budget,
        months,
        days,
        Objects.requireNonNullElse(
            form.choice("counting", Limits.Counting.class), Limits.Counting.EFFECT));
  }

  private @Nullable Double limit(String what, String name) {
    var text = form.text(name);
    return text.isEmpty() ? null : number(what, text);
  }

  /** The partners whose days are asked for beside a barrier: its owner, and whoever is limited. */
  static List<String> partners(BarrierModel model, Barrier barrier, Limits limits) {
    var partners = new LinkedHashSet<String>();
    if (barrier.owner() != null && model.element(barrier.owner()).isPresent()) {
      partners.add(barrier.owner());
    }
    barrier.expected().stream()
        .map(Expectation::partner)
        .filter(Objects::nonNull)
        .forEach(partners::add);
    limits.workingDays().keySet().stream()
        .filter(id -> model.element(id).isPresent())
        .forEach(partners::add);
    return List.copyOf(partners);
  }

  /** The name of a field. */
  static String field(Expectation.Kind kind, String barrier, @Nullable String partner) {
    return kind.word() + "." + barrier + (partner == null ? "" : "." + partner);
  }

  /** What stands in a field; empty where nothing is known. */
  static String value(Barrier barrier, Expectation.Kind kind, @Nullable String partner) {
    double times = kind == Expectation.Kind.CLOSES ? 100 : 1;
    return barrier.expected().stream()
        .filter(e -> e.of() == kind && Objects.equals(e.partner(), partner))
        .findFirst()
        .map(e ->
            "%s / %s / %s"
                .formatted(
                    rounded(e.low() * times),
                    rounded(e.likely() * times),
                    rounded(e.high() * times)))
        .orElse("");
  }

  static String rounded(double value) {
    return EditForm.plain(Math.round(value * 1e6) / 1e6);
  }

  static String words(Expectation.Kind kind) {
    return switch (kind) {
      case COST -> "Cost";
      case MONTHS -> "Months until in force";
      case WORKING_DAYS -> "Working days";
      case CLOSES -> "Share closed (%)";
    };
  }

  /** What the form shows again: as it was sent, or else as it is known. */
  static Map<String, String> shown(BarrierModel model, Limits limits, @Nullable Form sent) {
    var shown = new LinkedHashMap<String, String>();
    for (var barrier : model.barriers()) {
      for (var kind : Expectation.Kind.values()) {
        if (kind == Expectation.Kind.WORKING_DAYS) {
          for (var partner : partners(model, barrier, limits)) {
            shown.put(field(kind, barrier.id(), partner), value(barrier, kind, partner));
          }
        } else {
          shown.put(field(kind, barrier.id(), null), value(barrier, kind, null));
        }
      }
    }
    shown.put("budget", limits.budget() == null ? "" : EditForm.plain(limits.budget()));
    shown.put("until", limits.months() == null ? "" : EditForm.plain(limits.months()));
    limits.workingDays().forEach((id, days) -> shown.put("capacity." + id, EditForm.plain(days)));
    shown.put("currency", first(model, Expectation::currency));
    shown.put("source", first(model, Expectation::source));
    if (sent != null) {
      sent.fields().keySet().forEach(name -> shown.put(name, sent.text(name)));
    }
    return shown;
  }

  private static String first(
      BarrierModel model, java.util.function.Function<Expectation, @Nullable String> what) {
    return model.barriers().stream()
        .flatMap(b -> b.expected().stream())
        .map(what)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  static List<Choice> countings(Limits limits) {
    var choices = new ArrayList<Choice>();
    for (var counting : Limits.Counting.values()) {
      choices.add(
          new Choice(
              Words.of(counting),
              counting == Limits.Counting.EFFECT
                  ? "the share that each barrier is expected to close"
                  : "any barrier that acts on it (a first look)",
              limits.counting() == counting));
    }
    return choices;
  }

  static String label(BarrierModel model, String id) {
    return model.element(id).map(Element::label).orElse(id);
  }
}
