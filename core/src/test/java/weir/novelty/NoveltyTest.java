package weir.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.substance.Naming;
import weir.substance.SubstanceNamer;

/** What is new on made-up shops that sell the same few things for half a year. */
class NoveltyTest {

  private static final LocalDate START = LocalDate.of(2025, 1, 6);
  private static final LocalDate NOW = START.plusDays(150);
  private static final SubstanceNamer NAMER = SubstanceNamer.standard();

  private static final List<String> OLD =
      List.of("1 g cocaine", "5 g MDMA crystals", "10 g Blue Dream weed", "25 x diazepam 10 mg");

  private static Sight sight(String source, int listing, int account, String title, int day) {
    Naming naming = NAMER.name(title, null, null);
    return new Sight(
        source,
        "l" + listing,
        "a" + account,
        title,
        naming.substance(),
        naming.substanceClass(),
        null,
        "c" + day,
        START.plusDays(day).atTime(12, 0).toInstant(ZoneOffset.UTC));
  }

  private static List<Sight> shops() {
    List<Sight> sights = new ArrayList<>();
    Random dice = new Random(3);
    for (int i = 0; i < 300; i++) {
      sights.add(
          sight(
              i % 3 == 0 ? "north" : "south",
              i,
              dice.nextInt(25),
              OLD.get(dice.nextInt(OLD.size())),
              i / 2));
    }
    return sights;
  }

  private static List<Sight> with(Sight... more) {
    List<Sight> all = shops();
    all.addAll(List.of(more));
    return all;
  }

  private static List<Emerging> at(LocalDate day, List<Sight> sights) {
    return Novelty.over(NAMER).at(day, Sights.of(sights), Novelty.Settings.USUAL);
  }

  private static @Nullable Emerging find(List<Emerging> items, String id) {
    return items.stream().filter(item -> item.id().equals(id)).findFirst().orElse(null);
  }

  private static Emerging found(List<Emerging> items, String id) {
    Emerging item = find(items, id);
    assertThat(item).as("%s among %s", id, items.stream().map(Emerging::id).toList()).isNotNull();
    return java.util.Objects.requireNonNull(item);
  }

  @Test
  void a_code_that_nobody_knows_stands_first_with_its_reasons() {
    List<Emerging> items =
        at(
            NOW,
            with(
                sight("north", 901, 3, "QX-417 1 g", 130),
                sight("south", 902, 4, "5g QX417 pure", 140),
                sight("south", 903, 5, "qx-417 10 g", 145)));

    Emerging item = items.getFirst();
    assertThat(item.id()).isEqualTo("name:qx417");
    assertThat(item.kind()).isEqualTo(Emerging.Kind.NAME);
    assertThat(item.name()).isEqualToIgnoringCase("QX-417");
    assertThat(item.first()).isEqualTo(Instant.parse("2025-05-16T12:00:00Z"));
    assertThat(item.firstSource()).isEqualTo("north");
    assertThat(item.sources()).isEqualTo(2);
    assertThat(item.accounts()).isEqualTo(3);
    assertThat(item.listings()).isEqualTo(3);
    assertThat(item.alerts()).isTrue();
    assertThat(item.reasons().stream().map(Reason::words))
        .contains(
            "it is built like a code: letters and figures",
            "all its titles name no other drug",
            "offered by 3 accounts",
            "seen on 2 sources",
            "sold by weight or by number");
    assertThat(item.reasons().stream().mapToDouble(Reason::points).sum())
        .isCloseTo(item.score(), org.assertj.core.api.Assertions.within(0.01));
    assertThat(item.behind().getFirst().listing()).isEqualTo("l901");
  }

  @Test
  void a_name_built_like_a_known_family_says_which() {
    Emerging item =
        found(
            at(NOW, with(sight("north", 901, 3, "100 mg Brofazonitazene", 140))),
            "name:brofazonitazene");
    assertThat(item.family()).isEqualTo("nps/nitazene");
    assertThat(item.reasons().getFirst().words()).contains("nps/nitazene");
    assertThat(item.alerts()).isTrue();
  }

  @Test
  void a_substance_that_the_lexicon_knows_is_new_where_nobody_offered_it() {
    Emerging item =
        found(at(NOW, with(sight("north", 901, 3, "2-MMC 5 g", 141))), "substance:2-mmc");
    assertThat(item.kind()).isEqualTo(Emerging.Kind.SUBSTANCE);
    assertThat(item.family()).isEqualTo("nps/cathinone");
  }

  @Test
  void a_known_substance_in_a_form_it_never_had_is_an_item_of_its_own() {
    Emerging item =
        found(
            at(NOW, with(sight("north", 901, 3, "diazepam nasal spray 10 ml", 141))),
            "form:diazepam/nasal-spray");
    assertThat(item.name()).isEqualTo("diazepam as nasal spray");
  }

  @Test
  void nothing_later_than_the_day_is_looked_at() {
    List<Sight> until = with(sight("north", 901, 3, "QX-417 1 g", 100));
    List<Sight> later = new ArrayList<>(until);
    LocalDate day = START.plusDays(110);
    until.removeIf(
        s -> s.first().isAfter(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    // Whatever comes after the day, and in whatever order: the answer is the same.
    for (int i = 0; i < 40; i++) {
      later.add(sight("north", 2000 + i, 60 + i, "QX-417 100 g", 112 + i % 30));
      later.add(sight("east", 3000 + i, 60 + i, "Brofazonitazene 1 g", 111));
    }
    later.add(sight("east", 4000, 1, "QX-417 1 g", 111));
    Collections.shuffle(later, new Random(5));
    assertThat(at(day, later)).isEqualTo(at(day, until)).isNotEmpty();
    assertThat(at(day, until).getFirst().listings()).isEqualTo(1);
  }

  @Test
  void what_stood_on_the_first_saves_of_a_source_may_have_stood_there_before() {
    Emerging late = found(at(NOW, with(sight("north", 901, 3, "QX-417 1 g", 140))), "name:qx417");
    Emerging censored =
        found(at(NOW, with(sight("new-shop", 901, 3, "QX-417 1 g", 140))), "name:qx417");
    assertThat(censored.score()).isLessThan(late.score() - 2);
    assertThat(censored.reasons().stream().map(Reason::words))
        .anyMatch(words -> words.contains("may have stood there before"));
  }

  @Test
  void strains_slips_and_what_is_old_do_not_alert() {
    List<Emerging> items =
        at(
            NOW,
            with(
                sight("north", 901, 3, "10 g Dreamfrost kush weed", 140),
                sight("north", 902, 4, "1 g cocainne", 141),
                sight("north", 903, 4, "guide: how to grow Plomberry", 141)));
    assertThat(items.stream().filter(Emerging::alerts).map(Emerging::id)).isEmpty();
    assertThat(items.stream().map(Emerging::id))
        .doesNotContain("substance:cocaine", "name:plomberry");
  }

  @Test
  void a_name_leaves_the_list_eight_weeks_after_its_first_sight() {
    List<Sight> sights = with(sight("north", 901, 3, "QX-417 1 g", 60));
    assertThat(find(at(START.plusDays(115), sights), "name:qx417")).isNotNull();
    assertThat(find(at(START.plusDays(117), sights), "name:qx417")).isNull();
  }

  @Test
  void where_nothing_is_new_the_last_day_with_anything_new_is_shown() {
    Sights sights = Sights.of(with(sight("north", 901, 3, "QX-417 1 g", 60)));
    Novelty.Latest back =
        Novelty.over(NAMER).latest(START.plusDays(150), sights, Novelty.Settings.USUAL);
    assertThat(back.newest()).isEqualTo(START.plusDays(150));
    assertThat(back.asOf()).isEqualTo(START.plusDays(115));
    assertThat(back.items())
        .isEqualTo(Novelty.over(NAMER).at(START.plusDays(115), sights, Novelty.Settings.USUAL));
    assertThat(find(back.items(), "name:qx417")).isNotNull();
    Novelty.Latest now =
        Novelty.over(NAMER).latest(START.plusDays(100), sights, Novelty.Settings.USUAL);
    assertThat(now.asOf()).isEqualTo(now.newest()).isEqualTo(START.plusDays(100));
  }

  @Test
  void words_that_always_stand_together_are_one_name() {
    List<Emerging> items =
        at(
            NOW,
            with(
                sight("north", 901, 3, "Zelbrin Torfane 5 g", 140),
                sight("south", 902, 4, "Zelbrin Torfane 10 g", 142)));
    assertThat(items.stream().map(Emerging::name)).contains("Zelbrin Torfane");
  }

  @ParameterizedTest
  @CsvSource({
    "'QX-417 1 g', 'qx417'",
    "'1 g cocaine', 'cocaine'",
    "'5x Mirvolazam 1mg pellets', 'mirvolazam'",
    "'2,5-dimethoxy-4-bromo 100mg', '2,5dimethoxy4bromo'",
    "'N-(2-methoxybenzyl)qorfane 1g', 'n(2methoxybenzyl)qorfane'",
    "'100 mg / 30 pcs 20$', ''",
    "'Mirvolazam see http://brookbrookbrook2.onion/offer?x=1', 'mirvolazam'",
    "'Mirvolazam at brookbrookbrook2.onion/a', 'mirvolazam'",
    "'Mirvolazam from shop.example.com', 'mirvolazam'",
    "'', ''"
  })
  void amounts_and_everyday_words_are_no_names(String title, String keys) {
    assertThat(
            TitleWords.of(title).stream()
                .map(TitleWords.Word::key)
                .collect(Collectors.joining(" ")))
        .isEqualTo(keys);
  }

  @Test
  void a_replay_tells_what_was_gained_and_what_was_a_false_alarm() {
    List<Sight> sights =
        with(
            sight("north", 901, 3, "QX-417 1 g", 100),
            sight("south", 902, 4, "QX-417 1 g", 102),
            sight("north", 903, 5, "ZB-22x9 tabs 10 pcs", 101),
            sight("south", 904, 6, "ZB-22x9 tabs 30 pcs", 101));
    List<Notified> notified =
        List.of(
            new Notified("QX 417", START.plusDays(135), List.of()),
            new Notified("neverseen", START.plusDays(120), List.of()));
    BackTest.Result result =
        BackTest.run(
            Novelty.over(NAMER),
            Sights.of(sights),
            START.plusDays(90),
            START.plusDays(125),
            notified,
            _ -> false,
            Novelty.Settings.USUAL);
    assertThat(result.weeks()).hasSize(6);
    assertThat(result.found().getFirst().firstSeen()).isEqualTo(START.plusDays(100));
    assertThat(result.found().getFirst().alerted()).isEqualTo(START.plusDays(104));
    assertThat(result.medianDaysGained()).isEqualTo(31.0);
    assertThat(result.found().getLast().alerted()).isNull();
    assertThat(result.alarms()).hasSize(1);
    assertThat(result.precision()).isEqualTo(0.5);
    assertThatThrownBy(() ->
            BackTest.run(
                Novelty.over(NAMER),
                Sights.of(sights),
                NOW,
                START,
                notified,
                _ -> false,
                Novelty.Settings.USUAL))
        .hasMessageContaining("holds no week to replay");
  }
}
