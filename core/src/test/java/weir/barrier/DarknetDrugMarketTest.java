package weir.barrier;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped model against the board of EUCPN (2021), which was copied here by hand. */
class DarknetDrugMarketTest {
  private final BarrierModel model = BarrierModels.shipped("darknet-drug-market");

  /** Cells of the printed table; {@code |} parts the lines of a cell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          setting-up; FACILITATORS;  Developers | Administrator | Internet Service Providers
          running;    FACILITATORS;  Administrators | Moderator | Web designer
          selling;    FACILITATORS;  Moderator | Vendors | Buyers | Cryptocurrency exchangers
          shipping;   FACILITATORS;  Supplier of stealth packaging | (Il)legal courier services | Public postal services | Private parcel delivery services | Food delivery services | Encrypted communication services
          setting-up; OPPORTUNITIES; TOR encryption software | Decentralised markets
          running;    OPPORTUNITIES; TOR encryption software | Virtual offender convergence setting
          selling;    OPPORTUNITIES; TOR encryption software | Freely accessible | Culture of trust | Community | Prohibition of drugs
          shipping;   OPPORTUNITIES; Sophisticated concealment | Increase of parcel shipment
          setting-up; SIGNALS;       Lifestyle mismatching income
          running;    SIGNALS;       Lifestyle mismatching income
          selling;    SIGNALS;       Lifestyle mismatching income
          shipping;   SIGNALS;       Frequent ordering of consignments | Modified delivery vans | Increased use of bitcoin ATMs
          setting-up; PARTNERS;      Internet Service Providers
          running;    PARTNERS;      Internet Service Providers | White hats
          selling;    PARTNERS;      (Cryptocurrency exchangers)
          shipping;   PARTNERS;      Supplier of stealth packaging | Legal courier services | Public postal services | Private parcel delivery services | Food delivery services | Customs
          setting-up; BARRIERS;      Scientific research
          running;    BARRIERS;      ''
          selling;    BARRIERS;      Proactive online investigations | Continuous observations
          shipping;   BARRIERS;      Educate law enforcement, customs and postal services | Extend competences of postal services | Inform and call-to-action of courier and food delivery companies | Inform and call-to-action of social media and encrypted communication companies | Inform and call-to-action of stealth packaging companies | Inform and call-to-action of internet service providers | Implement licensing regulations
          """)
  void every_cell_of_the_board_stands_as_printed(String step, Element.Block block, String cell) {
    var printed = cell.isEmpty() ? List.of() : List.of(cell.split(" \\| ", -1));

    assertThat(model.cell(step, block)).extracting(e -> e.labelIn(step)).isEqualTo(printed);
  }

  @Test
  void the_board_has_four_steps_and_fifty_three_entries() {
    assertThat(model.steps())
        .extracting(Step::title)
        .containsExactly(
            "Setting up marketplace", "Running marketplace", "Selling drugs", "Shipping drugs");
    assertThat(model.elements().stream().mapToInt(e -> e.steps().size()).sum())
        .isEqualTo(16 + 11 + 6 + 10 + 10);
  }

  @Test
  void what_only_the_text_names_stands_in_no_cell_and_says_so() {
    var outside = model.elements().stream().filter(e -> e.steps().isEmpty()).toList();

    assertThat(outside)
        .extracting(Element::id)
        .containsExactly(
            "social-media-companies",
            "cryptocurrency",
            "cryptocurrency-exchange",
            "feedback-and-discussion-forums",
            "law-enforcement",
            "encrypted-communication-services-as-partner",
            "social-media-companies-as-partner",
            "payment-services-as-partner");
    assertThat(outside).allSatisfy(e -> assertThat(e.description()).startsWith("Named in the "));
  }

  @Test
  void ten_recommendations_five_in_each_group_are_tied_to_barriers_at_both_ends() {
    assertThat(model.recommendations()).hasSize(10);
    assertThat(model.recommendations().stream().map(Recommendation::section).toList())
        .filteredOn("§3.4, group 1"::equals)
        .hasSize(5);
    assertThat(model.recommendations()).allSatisfy(r -> assertThat(r.barriers()).isNotEmpty());
    assertThat(model.barriers()).allSatisfy(b -> assertThat(b.recommendations()).isNotEmpty());
    assertThat(BarrierModels.check(model))
        .extracting(Finding::check)
        .doesNotContain("one-sided-tie", "dangling-id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          tor;                                infrastructure, shielding-security-promotion
          virtual-offender-convergence-setting; infrastructure
          prohibition-of-drugs;               created-by-government
          sophisticated-concealment;          shielding-security-promotion
          cryptocurrency-exchange;            financial-legal-administrative-services
          decentralised-markets;              ''
          freely-accessible;                  ''
          lifestyle-mismatching-income;       social, financial
          increased-use-of-bitcoin-atms;      financial
          licensing-regulations;              legal
          inform-stealth-packaging;           information
          inform-courier-and-food-delivery;   information
          extend-postal-competences;          none
          cryptocurrency-exchangers;          financial-services
          public-postal-services;             transport-and-logistics
          internet-service-providers;         ict
          customs;                            public
          public-postal-services-as-partner;  public
          legal-courier-services-as-partner;  private
          white-hats;                         ''
          """)
  void kinds_are_those_the_text_gives_and_empty_where_it_gives_none(String id, String kinds) {
    assertThat(kindsOf(model.element(id).orElseThrow())).isEqualTo(kinds);
  }

  private static String kindsOf(Element element) {
    return switch (element) {
      case Facilitator f -> f.kind() == null ? "" : f.kind().word();
      case Opportunity o -> String.join(", ", o.kinds().stream().map(k -> k.word()).toList());
      case Signal s -> String.join(", ", s.kinds().stream().map(k -> k.word()).toList());
      case Partner p -> p.sector() == null ? "" : p.sector().word();
      case Barrier b -> b.kind() == null ? "" : b.kind().word();
    };
  }

  @Test
  void every_element_cites_a_section_or_a_cell_of_the_table_graded() {
    var place = Pattern.compile("§[1-3](\\.[1-4])?( [A-E])?(, group [12])?|Table, step [1-4], .+");

    assertThat(model.elements())
        .allSatisfy(element -> {
          assertThat(element.evidence()).as(element.id()).isNotEmpty();
          assertThat(element.evidence())
              .allSatisfy(evidence -> {
                assertThat(evidence.at()).matches(place);
                assertThat(evidence.document()).isEqualTo("eucpn-2021");
                assertThat(evidence.reliability()).isNotNull();
                assertThat(evidence.credibility()).isNotNull();
                assertThat(evidence.nature()).isNotNull();
              });
        });
  }

  @Test
  void cells_carry_gauges_of_measures_that_weir_has() {
    assertThat(model.elements().stream().filter(e -> !e.gauges().isEmpty()).map(Element::id))
        .contains("vendors", "buyers", "customs", "public-postal-services")
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(
            model.elements().stream()
                .flatMap(e -> e.gauges().stream())
                .map(Gauge::measure)
                .collect(toSet()))
        .isEqualTo(
            Set.of("accounts", "listings", "origin_share", "sales", "revenue", "price_per_gram"));
    assertThat(model.element("vendors").orElseThrow().gauges())
        .extracting(Gauge::measure)
        .containsExactly("accounts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tor", "cryptocurrency", "encrypted-communication-services"})
  void what_lawful_users_need_is_protected_with_the_cost_of_hindering_it(String id) {
    var about = model.element(id).orElseThrow().about();

    assertThat(about.isProtected()).isTrue();
    assertThat(about.legitimateUses()).isNotEmpty();
    assertThat(about.collateralCost()).isNotBlank();
    assertThat(about.evidence()).extracting(Evidence::at).contains("§3.1");
  }

  @Test
  void no_barrier_is_aimed_at_tor_or_at_people_who_use_drugs() {
    assertThat(model.element("buyers").orElseThrow().about().peopleWhoUse()).isTrue();
    assertThat(model.barriers().stream().flatMap(b -> b.addresses().stream()))
        .doesNotContain("tor", "cryptocurrency", "buyers");
  }

  @Test
  void the_checks_find_what_the_publication_leaves_open() {
    var findings = BarrierModels.check(model);

    assertThat(findings)
        .filteredOn(
            f -> Set.of("step-without-barrier", "barrier-aimed-at-protected").contains(f.check()))
        .extracting(f -> f.check() + " " + f.elementId())
        .containsExactly(
            "step-without-barrier running",
            "barrier-aimed-at-protected inform-social-media-and-encrypted-communication");
    assertThat(findings)
        .filteredOn(f -> f.check().equals("barrier-without-owner"))
        .extracting(Finding::elementId)
        .hasSize(9)
        .doesNotContain("proactive-online-investigations");
  }

  @Test
  void table_and_text_are_compared_with_both_places_named() {
    assertThat(model.discrepancies()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(model.discrepancies())
        .allSatisfy(d -> {
          assertThat(d.inTable()).matches("(Table|Executive summary)[,:] .+");
          assertThat(d.inText()).matches("§[1-3].+");
        });
  }

  @Test
  void the_four_gaps_in_research_are_open_questions() {
    assertThat(model.openQuestions())
        .extracting(OpenQuestion::id)
        .containsExactly("drug-sources", "offline-links", "money-flows", "organised-crime");
    assertThat(model.openQuestions()).extracting(OpenQuestion::at).containsOnly("§3.3");
  }

  @Test
  void the_steps_form_a_loop() {
    Set<String> seen = new HashSet<>();
    var step = "shipping";
    while (seen.add(step)) {
      var from = step;
      step =
          model.relations().stream()
              .filter(r -> r.kind() == Relation.Kind.FOLLOWS && r.from().equals(from))
              .findFirst()
              .orElseThrow()
              .to();
    }
    assertThat(seen).hasSize(4);
    assertThat(step).isEqualTo("shipping");
  }
}
