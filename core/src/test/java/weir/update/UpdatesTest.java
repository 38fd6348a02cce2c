package weir.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Edit;
import weir.barrier.Gauge;
import weir.barrier.OpenQuestion;
import weir.barrier.OpenQuestion.Cause;
import weir.barrier.ReadResult;

class UpdatesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static final LocalDate FIRST_WEEK = LocalDate.of(2025, 6, 2);
  private static final double[] CALM = {100, 104, 97, 101, 95, 103, 99, 102, 98, 100, 105, 96};

  private static final BarrierModel MODEL =
      model(
          """
          id: made-up
          title: Made up
          language: en
          version: "1"
          status: approved
          documents:
            - {id: old, citation: An old study, year: 2021}
            - {id: fresh, citation: A fresh study, published: 2025-11-03}
            - {id: dateless, citation: A study without a date}
          steps:
            - {id: selling, title: Selling}
          facilitators:
            - id: shops
              label: Shops
              steps: [selling]
              evidence: [{document: old, at: page 3, paraphrase: They sell.}]
            - id: couriers
              label: Couriers
              evidence:
                - {document: old, at: page 4, paraphrase: They carry.}
                - {document: fresh, at: page 1, paraphrase: They still carry.}
          opportunities:
            - id: nitazenes
              label: Nitazenes on offer
              evidence: [{document: dateless, at: page 1, paraphrase: They are offered.}]
          """);

  private static BarrierModel model(String yaml) {
    return switch (BarrierModels.read(yaml, "made-up.yaml")) {
      case ReadResult.Read(var model) -> model;
      case ReadResult.Refused refused -> throw new AssertionError(refused.message());
    };
  }

  private static Gauge gauge(@Nullable Double low, @Nullable Double high) {
    return new Gauge("listings", Map.of("by", "week"), "listings in the week", null, low, high);
  }

  private static Reading weeks(Gauge gauge, double... values) {
    var shown =
        IntStream.range(0, values.length)
            .mapToObj(i ->
                new Reading.Shown(
                    "", FIRST_WEEK.plusWeeks(i), values[i], values[i] * 0.9, values[i] * 1.1))
            .toList();
    return new Reading(
        "shops", gauge, "listings", shown, true, TODAY, "listings, by week", "/measures/listings");
  }

  private static double[] then(double... newest) {
    double[] all = java.util.Arrays.copyOf(CALM, CALM.length + newest.length);
    System.arraycopy(newest, 0, all, CALM.length, newest.length);
    return all;
  }

  private static List<Proposal> of(Cause cause, Reading... readings) {
    return Updates.proposals(MODEL, List.of(readings), List.of(), TODAY).stream()
        .filter(one -> one.cause() == cause)
        .toList();
  }

  @Test
  void a_week_outside_what_the_weeks_before_let_expect_asks_whether_the_model_still_holds() {
    var moved = of(Cause.MOVED, weeks(gauge(null, null), then(180)));
    assertThat(moved).hasSize(1);
    var one = moved.getFirst();
    assertThat(one.id()).isEqualTo("moved-shops");
    assertThat(one.about()).containsExactly("shops");
    assertThat(one.question().question())
        .startsWith(
            "Does 'Shops' still stand as the model says? 'listings in the week' stood at 180 listings (162 to 198) in the week of 25 Aug 2025, where the 12 weeks before let expect ")
        .endsWith(". Read from listings, by week.");
    assertThat(one.sign().figure()).isEqualTo(180);
    assertThat(one.sign().day()).isEqualTo(LocalDate.of(2025, 8, 25));
    assertThat(one.page()).isEqualTo("/measures/listings");
  }

  @Test
  void a_week_like_those_before_asks_nothing() {
    assertThat(of(Cause.MOVED, weeks(gauge(null, null), then(101)))).isEmpty();
  }

  @Test
  void fewer_than_eight_earlier_weeks_tell_no_move() {
    assertThat(of(Cause.MOVED, weeks(gauge(null, null), 10, 11, 10, 9, 10, 11, 10, 900))).isEmpty();
    assertThat(of(Cause.MOVED, weeks(gauge(null, null), 10, 11, 10, 9, 10, 11, 10, 9, 900)))
        .hasSize(1);
  }

  @Test
  void one_thing_more_than_always_is_not_worth_a_question() {
    assertThat(of(Cause.MOVED, weeks(gauge(null, null), 3, 3, 3, 3, 3, 3, 3, 3, 3, 4))).isEmpty();
    assertThat(of(Cause.MOVED, weeks(gauge(null, null), 3, 3, 3, 3, 3, 3, 3, 3, 3, 9))).hasSize(1);
  }

  @Test
  void a_figure_outside_its_band_is_told_as_that_and_not_as_moved_as_well() {
    var reading = weeks(gauge(50.0, 150.0), then(180));
    assertThat(of(Cause.MOVED, reading)).isEmpty();
    var outside = of(Cause.OUTSIDE_BAND, reading);
    assertThat(outside).hasSize(1);
    assertThat(outside.getFirst().question().question())
        .contains("above its band, which ends at 150; where the 12 weeks before let expect");
  }

  @Test
  void on_the_bound_is_within_the_band() {
    assertThat(of(Cause.OUTSIDE_BAND, weeks(gauge(50.0, 100.0), 100))).isEmpty();
    assertThat(of(Cause.OUTSIDE_BAND, weeks(gauge(50.0, 100.0), 101))).hasSize(1);
    assertThat(
            of(Cause.OUTSIDE_BAND, weeks(gauge(50.0, 100.0), 49)).getFirst().question().question())
        .contains("below its band, which begins at 50");
  }

  @Test
  void several_gauges_of_one_element_make_one_question() {
    var other =
        new Reading(
            "shops",
            new Gauge("accounts", Map.of(), "accounts", null, null, 10.0),
            "accounts",
            List.of(new Reading.Shown("", null, 12, null, null)),
            false,
            TODAY,
            "accounts",
            "/measures/accounts");
    var outside = of(Cause.OUTSIDE_BAND, weeks(gauge(50.0, 100.0), 300), other);
    assertThat(outside).hasSize(1);
    assertThat(outside.getFirst().sign().items())
        .containsExactly("listings in the week", "accounts");
    assertThat(outside.getFirst().question().question()).contains("The same holds for 'accounts'.");
  }

  @Test
  void parts_outside_are_named() {
    var origins =
        new Reading(
            "shops",
            new Gauge("origin_share", Map.of("by", "origin"), "origins", null, null, 0.5),
            "share of listings",
            List.of(
                new Reading.Shown("Netherlands", null, 0.7, 0.6, 0.8),
                new Reading.Shown("Germany", null, 0.2, 0.1, 0.3)),
            false,
            TODAY,
            "origin_share, by origin",
            "/measures/origin_share");
    assertThat(of(Cause.OUTSIDE_BAND, origins).getFirst().question().question())
        .contains("'origins, Netherlands' stood at 70 % (60 to 80 %), above its band");
  }

  @Test
  void elements_whose_newest_publication_is_older_than_three_years_share_one_question() {
    var aged = of(Cause.AGED);
    assertThat(aged).extracting(Proposal::id).containsExactly("aged-old");
    assertThat(aged.getFirst().about()).containsExactly("shops");
    assertThat(aged.getFirst().question().question())
        .isEqualTo(
            "Does 'Shops' still hold? Its newest evidence is 'An old study' (of 2021), 4 years old. Cite what shows it today, or say what changed.");
    assertThat(aged.getFirst().question().document()).isEqualTo("old");
  }

  @ParameterizedTest
  @CsvSource({"2024-12-31, 0", "2025-01-01, 1"})
  void a_publication_of_a_year_ages_from_its_last_day(LocalDate today, int asked) {
    assertThat(
            Updates.proposals(MODEL, List.of(), List.of(), today).stream()
                .filter(one -> one.id().equals("aged-old")))
        .hasSize(asked);
  }

  @Test
  void a_gauge_that_shows_nothing_newer_than_three_years_is_asked_about() {
    var reading = weeks(gauge(null, null), CALM);
    var late =
        Updates.proposals(MODEL, List.of(reading), List.of(), LocalDate.of(2029, 1, 1)).stream()
            .filter(one -> one.id().equals("unread-shops"))
            .toList();
    assertThat(late).hasSize(1);
    assertThat(late.getFirst().question().question())
        .startsWith("Who still watches 'Shops'? The newest figure of 'listings in the week' is of");
  }

  private static NewName name(String id, @Nullable String family) {
    return new NewName("name:" + id, id, family, TODAY.minusDays(20), 4, 3, 6, "/novel/" + id);
  }

  private static List<Proposal> novel(BarrierModel model, NewName... names) {
    return Updates.proposals(model, List.of(), List.of(names), TODAY).stream()
        .filter(one -> one.cause() == Cause.NOVEL)
        .toList();
  }

  @Test
  void new_names_of_a_class_that_a_label_names_make_one_question() {
    var novel = novel(MODEL, name("qx-1", "nps/nitazene"), name("qx-2", "nps/nitazene"));
    assertThat(novel).hasSize(1);
    assertThat(novel.getFirst().id()).isEqualTo("novel-nps-nitazene");
    assertThat(novel.getFirst().about()).containsExactly("nitazenes");
    assertThat(novel.getFirst().sign().figure()).isEqualTo(2);
    assertThat(novel.getFirst().question().question())
        .startsWith(
            "What do new names mean for the model? 'qx-1' was first offered on 10 Feb 2026 (4 listings of 3 accounts); also new: 'qx-2'.");
  }

  @Test
  void names_of_a_class_that_the_model_does_not_watch_are_left_out() {
    assertThat(novel(MODEL, name("qx-1", "nps/nitazene"), name("zz-9", "cannabis/edible")))
        .flatExtracting(one -> one.sign().items())
        .containsExactly("name:qx-1");
  }

  @Test
  void a_model_that_names_no_class_is_asked_about_any() {
    var plain = BarrierModels.edited(MODEL, new Edit.RemoveElement("nitazenes"));
    var novel = novel(plain, name("qx-1", "nps/nitazene"), name("zz-9", null));
    assertThat(novel).hasSize(1);
    assertThat(novel.getFirst().id()).isEqualTo("novel-names");
    assertThat(novel.getFirst().about()).isEmpty();
  }

  @Test
  void what_is_accepted_waits_no_more_and_makes_an_approved_model_a_draft() {
    var proposals =
        Updates.proposals(MODEL, List.of(weeks(gauge(null, null), then(180))), List.of(), TODAY);
    var moved = proposals.getFirst();
    var edit = new Edit.PutQuestion(moved.question());
    var accepted = BarrierModels.edited(MODEL, edit);
    assertThat(accepted.status()).isEqualTo(BarrierModel.Status.DRAFT);
    assertThat(BarrierModels.words(MODEL, edit))
        .startsWith("Draft: open question from a gauge that moved: Does 'Shops' still");
    assertThat(Updates.waiting(proposals, accepted, List.of())).doesNotContain(moved);
    assertThat(Updates.waiting(proposals, MODEL, List.of())).contains(moved);
    // Closed by hand, it does not come back: what was accepted is an answer as well.
    assertThat(Updates.waiting(proposals, MODEL, List.of(moved.question()))).doesNotContain(moved);
    assertThat(BarrierModels.read(BarrierModels.toYaml(accepted), "again.yaml"))
        .isEqualTo(new ReadResult.Read(accepted));
  }

  private static Proposal moved(double... newest) {
    return of(Cause.MOVED, weeks(gauge(null, null), then(newest))).getFirst();
  }

  @Test
  void what_was_set_aside_returns_only_when_the_figure_moves_on() {
    var aside = moved(180).sign();
    assertThat(moved(180, 182).movedOnFrom(aside)).as("much the same").isFalse();
    assertThat(moved(180, 290).movedOnFrom(aside)).as("much farther").isTrue();
    assertThat(moved(180, 101, 100, 178).movedOnFrom(aside)).as("back, and out again").isTrue();
  }

  @Test
  void another_gauge_or_name_or_element_is_something_else() {
    var earlier = novel(MODEL, name("qx-1", "nps/nitazene")).getFirst().sign();
    var both = novel(MODEL, name("qx-1", "nps/nitazene"), name("qx-2", "nps/nitazene")).getFirst();
    assertThat(both.movedOnFrom(earlier)).isTrue();
    assertThat(novel(MODEL, name("qx-1", "nps/nitazene")).getFirst().movedOnFrom(both.sign()))
        .as("one of the two has left the list")
        .isFalse();
  }

  @Test
  void age_set_aside_returns_after_a_year() {
    var aside = of(Cause.AGED).getFirst().sign();
    for (var later : Map.ofEntries(entry(300, false), entry(366, true)).entrySet()) {
      var then =
          Updates.proposals(MODEL, List.of(), List.of(), TODAY.plusDays(later.getKey())).stream()
              .filter(one -> one.id().equals("aged-old"))
              .findFirst()
              .orElseThrow();
      assertThat(then.movedOnFrom(aside)).isEqualTo(later.getValue());
    }
  }

  @Test
  void the_weightiest_stands_first_and_ids_do_not_depend_on_figures() {
    var outside = weeks(gauge(50.0, 150.0), then(180));
    var all =
        Updates.proposals(MODEL, List.of(outside), List.of(name("qx-1", "nps/nitazene")), TODAY);
    assertThat(all)
        .extracting(Proposal::id)
        .containsExactly("outside-band-shops", "novel-nps-nitazene", "aged-old");
    assertThat(
            Updates.proposals(
                MODEL, List.of(weeks(gauge(50.0, 150.0), then(180, 200))), List.of(), TODAY))
        .extracting(Proposal::id)
        .contains("outside-band-shops");
  }

  @Test
  void stationary_weeks_raise_few_questions() {
    Random random = new Random(9);
    int rounds = 150;
    int asked = 0;
    for (int round = 0; round < rounds; round++) {
      var values = new ArrayList<Double>();
      for (int i = 0; i < 20; i++) {
        values.add(Math.rint(100 * Math.exp(0.15 * random.nextGaussian())));
      }
      asked +=
          of(
                  Cause.MOVED,
                  weeks(
                      gauge(null, null),
                      values.stream().mapToDouble(Double::doubleValue).toArray()))
              .size();
    }
    System.out.printf("stationary weeks: %d of %d asked%n", asked, rounds);
    assertThat(asked).isLessThan(rounds / 10);
  }

  @Test
  void a_question_without_a_figure_is_no_answer_to_a_proposal_that_moved() {
    var proposal = moved(180);
    var plain = new OpenQuestion(proposal.id(), "Asked by hand", null, null);
    assertThat(Updates.waiting(List.of(proposal), MODEL, List.of(plain))).isEmpty();
  }
}
