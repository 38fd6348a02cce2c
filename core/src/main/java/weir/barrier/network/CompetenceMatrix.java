package weir.barrier.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Competence;
import weir.barrier.Partner;

/**
 * Who may do what in which country, on a day; and which measures nobody may yet take there.
 *
 * @param countries ISO 3166-1 alpha-2, sorted; empty when no competence is noted
 */
public record CompetenceMatrix(
    LocalDate day, List<String> countries, List<Row> partners, List<Measure> measures) {

  /**
   * One partner.
   *
   * @param cells for each country, the powers noted, in force or not
   */
  public record Row(Partner partner, List<List<Power>> cells) {}

  /** A noted power, and whether it holds on the day. */
  public record Power(Competence competence, boolean inForce) {}

  /** What stands in the way of a measure, if anything. */
  public enum Standing {
    /** Its owner has a power in force. */
    COVERED,
    /** Its owner has none: a law has to be made or looked up. */
    NEEDS_LEGISLATION,
    /** Nobody owns it, so that no power can be asked for. */
    NO_OWNER,
    /** It informs or builds capacity, which needs no power. */
    NEEDS_NONE
  }

  /**
   * One barrier.
   *
   * @param standings for each country; one alone when no country is noted
   */
  public record Measure(Barrier barrier, Optional<Partner> owner, List<Standing> standings) {}

  public static CompetenceMatrix of(BarrierModel model, LocalDate day) {
    var countries = new TreeSet<String>();
    model.partners().forEach(p -> p.competences().forEach(c -> countries.add(c.country())));
    var rows = new ArrayList<Row>();
    for (var partner : model.partners()) {
      rows.add(
          new Row(
              partner,
              countries.stream()
                  .map(country ->
                      partner.competences().stream()
                          .filter(c -> c.country().equals(country))
                          .map(c -> new Power(c, c.isInForce(day)))
                          .toList())
                  .toList()));
    }
    var measures = new ArrayList<Measure>();
    for (var barrier : model.barriers()) {
      var owner = model.partners().stream().filter(p -> p.id().equals(barrier.owner())).findFirst();
      var standings =
          countries.isEmpty()
              ? List.of(standing(barrier, owner, "", day))
              : countries.stream().map(c -> standing(barrier, owner, c, day)).toList();
      measures.add(new Measure(barrier, owner, standings));
    }
    return new CompetenceMatrix(day, List.copyOf(countries), rows, measures);
  }

  private static Standing standing(
      Barrier barrier, Optional<Partner> owner, String country, LocalDate day) {
    if (barrier.kind() == Barrier.Kind.INFORMATION || barrier.kind() == Barrier.Kind.NONE) {
      return Standing.NEEDS_NONE;
    }
    if (owner.isEmpty()) {
      return Standing.NO_OWNER;
    }
    boolean may =
        owner.get().competences().stream()
            .anyMatch(c -> c.country().equals(country) && c.isInForce(day));
    return may ? Standing.COVERED : Standing.NEEDS_LEGISLATION;
  }
}
