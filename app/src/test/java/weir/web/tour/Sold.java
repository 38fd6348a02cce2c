package weir.web.tour;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.simulate.Scenario;
import weir.simulate.Simulation;
import weir.simulate.Truth;

/** Units really sold in a made-up world. */
record Sold(Map<LocalDate, Map<Place, Long>> days) {

  /** Where something was sold, and what: the first part of its class. */
  record Place(String source, String substanceClass) {}

  static Sold in(Scenario scenario, long seed) {
    Map<LocalDate, Map<Place, Long>> days = new TreeMap<>();
    Simulation.run(
        scenario,
        seed,
        (_, _, _, _) -> {},
        row -> {
          if (row instanceof Truth.Sale sale) {
            days.computeIfAbsent(
                    sale.at().atOffset(ZoneOffset.UTC).toLocalDate(), _ -> new HashMap<>())
                .merge(
                    new Place(sale.source(), sale.substanceClass().split("/", -1)[0]),
                    sale.units(),
                    Long::sum);
          }
        });
    return new Sold(days);
  }

  /**
   * @param until the first day not counted
   * @param source null for all
   * @param substanceClass null for all
   */
  long from(
      LocalDate first, LocalDate until, @Nullable String source, @Nullable String substanceClass) {
    return days.entrySet().stream()
        .filter(day -> !day.getKey().isBefore(first) && day.getKey().isBefore(until))
        .flatMap(day -> day.getValue().entrySet().stream())
        .filter(one -> source == null || one.getKey().source().equals(source))
        .filter(
            one -> substanceClass == null || one.getKey().substanceClass().equals(substanceClass))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The same world without what happens on a day. */
  static Scenario without(Scenario world, LocalDate event) {
    List<Scenario.Market> markets =
        world.markets().stream()
            .map(one ->
                new Scenario.Market(
                    one.source(),
                    one.title(),
                    one.template(),
                    one.currency(),
                    one.attraction(),
                    one.opens(),
                    event.equals(one.closes()) ? null : one.closes(),
                    one.displaced(),
                    one.ratedShare(),
                    one.ratingDelayDays(),
                    one.display(),
                    one.gates(),
                    one.crawl()))
            .toList();
    return new Scenario(
        world.name(),
        world.from(),
        world.days(),
        world.vendors(),
        world.ordersPerDay(),
        world.vendorsComing(),
        world.vendorsLeaving(),
        markets,
        world.happenings().stream().filter(one -> !one.from().equals(event)).toList());
  }
}
