package weir.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.barrier.network.ActorNetwork;

/** The models that ship with Weir. */
class ShippedModelsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  static List<String> shipped() {
    return BarrierModels.shipped();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void the_checks_pass_or_the_gap_is_stated(String id) {
    var model = BarrierModels.shipped(id);

    assertThat(BarrierModels.check(model, TODAY))
        .filteredOn(finding -> BarrierModels.gap(model, finding).isEmpty())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void no_gap_is_stated_that_is_none(String id) {
    var model = BarrierModels.shipped(id);
    var found = BarrierModels.check(model, TODAY);

    assertThat(model.statedGaps())
        .allSatisfy(gap -> assertThat(found).as(gap.check()).anyMatch(gap::covers));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void every_element_cites_a_graded_passage(String id) {
    assertThat(BarrierModels.shipped(id).elements())
        .allSatisfy(element ->
            assertThat(element.evidence())
                .as(element.id())
                .isNotEmpty()
                .allSatisfy(evidence -> {
                  assertThat(evidence.reliability()).isNotNull();
                  assertThat(evidence.credibility()).isNotNull();
                  assertThat(evidence.nature()).isNotNull();
                }));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void the_network_leads_from_supply_to_people_who_use_and_spares_them(String id) {
    var model = BarrierModels.shipped(id);
    var network = ActorNetwork.of(model);

    assertThat(network.whatIf(Set.of(), Set.of()).routes()).isPositive();
    assertThat(network.customers())
        .allSatisfy(customer ->
            assertThat(model.element(customer).orElseThrow().about().peopleWhoUse()).isTrue());
    assertThat(network.minimumCut().elements())
        .noneMatch(e -> e.isProtected() || e.about().peopleWhoUse());
  }

  @Test
  void what_lawful_users_need_is_protected_wherever_it_stands() {
    for (var id : shipped()) {
      assertThat(BarrierModels.shipped(id).elements())
          .filteredOn(e ->
              e.label()
                  .matches(
                      "(?i).*(\\btor\\b|crypto(currency)?$|digital curr|encrypted browser|layered"
                          + " encryption).*"))
          .as(id)
          .isNotEmpty()
          .allSatisfy(e -> {
            assertThat(e.isProtected()).as(e.id()).isTrue();
            assertThat(e.about().legitimateUses()).as(e.id()).isNotEmpty();
            assertThat(e.about().collateralCost()).as(e.id()).isNotBlank();
          });
    }
  }

  @Test
  void templates_are_beginnings_without_a_fault() {
    assertThat(BarrierModels.templates()).contains("blank", "any-crime");
    for (var id : BarrierModels.templates()) {
      assertThat(BarrierModels.template(id).status()).isEqualTo(BarrierModel.Status.DRAFT);
    }
    assertThat(BarrierModels.template("blank").steps()).isEmpty();
  }

  /**
   * Each citation against the text of the publication, where {@code WEIR_SOURCES} names a folder
   * that holds their texts: its heading stands there, and most of its longer words stand in that
   * section.
   */
  @ParameterizedTest
  @MethodSource("shipped")
  void each_citation_resolves_to_its_passage(String id) throws IOException {
    var folder = System.getenv("WEIR_SOURCES");
    assumeTrue(
        folder != null && !folder.isBlank(),
        "Set WEIR_SOURCES to a folder with the texts of the publications to resolve citations.");
    var model = BarrierModels.shipped(id);
    var text = publication(Path.of(String.valueOf(folder)), id);
    var missing = new ArrayList<String>();
    for (var element : model.elements()) {
      for (var evidence : element.evidence()) {
        var section =
            id.equals("darknet-drug-market")
                ? numberedSection(text, evidence.at())
                : section(text, headings(model), evidence.at());
        // What only the printed table says has no sentence to compare with.
        var words =
            words(evidence.at().startsWith("Table, ") ? element.label() : evidence.paraphrase());
        long found = words.stream().filter(word -> section.contains(word.substring(0, 5))).count();
        if (found < Math.min(2, words.size()) || found < words.size() * 0.4) {
          missing.add(element.id() + " at " + evidence.at() + ": " + evidence.paraphrase());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static List<String> words(String paraphrase) {
    var words = new ArrayList<String>();
    for (var word : paraphrase.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (word.length() >= 5) {
        words.add(word);
      }
    }
    return words;
  }

  private static List<String> publication(Path folder, String id) throws IOException {
    var phrase =
        switch (id) {
          case "darknet-drug-market" -> "Darknet drug markets";
          case "illicit-lifestyle-medicines" -> "illicit lifestyle medicines";
          case "new-psychoactive-substances" -> "The role of Internet in the NPS trade";
          default -> "actor-network"; // the third
        };
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        var text = Files.readString(file);
        if (text.substring(0, Math.min(4000, text.length())).contains(phrase)) {
          return text.replace("-\n", "")
              .lines()
              .map(l -> l.strip().replaceAll("(?U)\\s+", " "))
              .toList();
        }
      }
    }
    throw new AssertionError("No text in " + folder + " holds '" + phrase + "'");
  }

  private static Set<String> headings(BarrierModel model) {
    return model.elements().stream()
        .flatMap(element -> element.evidence().stream())
        .map(Evidence::at)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The text below a heading as far as the next one that the model cites. */
  private static String section(List<String> lines, Set<String> headings, String heading) {
    int start = heading.equals("Opening") ? 0 : lines.lastIndexOf(heading);
    if (start < 0) {
      return "";
    }
    int end =
        headings.stream()
            .mapToInt(lines::lastIndexOf)
            .filter(next -> next > start)
            .min()
            .orElse(lines.size());
    return String.join(" ", lines.subList(start, end)).toLowerCase(Locale.ROOT);
  }

  /** Where each numbered part of EUCPN (2021) begins, in the order of the publication. */
  private static final Map<String, String> NUMBERED = new LinkedHashMap<>();

  static {
    NUMBERED.put("§1", "INTRODUCTION");
    NUMBERED.put("§2", "BARRIER MODEL FOR DARKNET DRUG MARKETS");
    NUMBERED.put("§2.1", "2.1. Building a barrier model");
    NUMBERED.put("§2.1 A", "A. Facilitators");
    NUMBERED.put("§2.1 B", "B. Opportunities");
    NUMBERED.put("§2.1 C", "C. Signals");
    NUMBERED.put("§2.1 D", "D. Partners");
    NUMBERED.put("§2.1 E", "E. Barriers");
    NUMBERED.put("Table", "1. SETTING UP MARKETPLACE");
    NUMBERED.put("§2.2", "2.2. Using a barrier model");
    NUMBERED.put("§3.1", "3.1. Increase chance of detection in cyberspace");
    NUMBERED.put("§3.2", "3.2. Potential for action in shipping");
    NUMBERED.put("§3.3", "3.3. Needs for future action");
    NUMBERED.put("§3.4", "3.4. Conclusion");
    NUMBERED.put("§3.4, group 1", "1. To enhance the capacities of government authorities");
    NUMBERED.put("§3.4, group 2", "2. To engage suppliers of legal goods and services");
    NUMBERED.put("end", "ENDNOTES");
  }

  /** The text of a numbered part, as far as the next one; of the table, all of it. */
  private static String numberedSection(List<String> lines, String at) {
    var place = at.startsWith("Table, ") ? "Table" : at;
    var places = List.copyOf(NUMBERED.keySet());
    assertThat(places).as("a part of the publication").contains(place);
    int number = places.indexOf(place);
    // §3.4 holds its two groups.
    int after = place.equals("§3.4") ? places.indexOf("end") : number + 1;
    int start = begins(lines, place);
    int end = begins(lines, places.get(after));
    assertThat(start).as(at).isBetween(0, end - 1);
    return String.join(" ", lines.subList(start, end)).toLowerCase(Locale.ROOT);
  }

  /** The summary repeats some headings before the text does: the last one counts. */
  private static int begins(List<String> lines, String place) {
    var heading = NUMBERED.getOrDefault(place, place);
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(heading)) {
        last = i;
      }
    }
    return last;
  }
}
