package weir.barrier.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Element;
import weir.barrier.ReadResult;

/** Networks about stolen bicycles, small enough to be seen through by hand. */
class ActorNetworkTest {

  /** Thieves supply two fences, both supply one workshop and one of them a pier; riders buy. */
  private static final String BICYCLES =
      """
      id: bicycles
      title: Stolen bicycles
      language: en
      version: "1"
      status: draft
      steps:
        - {id: selling, title: Selling}
      facilitators:
        - {id: thieves, label: Thieves, steps: [selling]}
        - {id: fence, label: Fence, steps: [selling]}
        - {id: market, label: Flea market, steps: [selling]}
        - {id: workshop, label: Workshop, steps: [selling]}
        - {id: ferry, label: Ferry, steps: [selling], protected: true}
        - {id: riders, label: Riders, steps: [selling], people-who-use: true}
        - {id: bank, label: Bank, steps: [selling]}
      partners:
        - {id: guild, label: Guild, sector: private, competences: [{country: NL, power: inspect, until: "2025-12-31"}]}
      barriers:
        - {id: inspect, label: Inspect, kind: legal, owner: guild, steps: [selling]}
        - {id: tell, label: Tell, kind: information, steps: [selling]}
      relations:
        - {from: thieves, kind: supplies, to: fence}
        - {from: thieves, kind: supplies, to: market}
        - {from: fence, kind: supplies, to: workshop}
        - {from: market, kind: supplies, to: workshop}
        - {from: market, kind: supplies, to: ferry}
        - {from: workshop, kind: supplies, to: riders}
        - {from: ferry, kind: supplies, to: riders}
        - {from: fence, kind: depends-on, to: bank}
        - {from: bank, kind: depends-on, to: fence}
        - {from: guild, kind: same-as, to: workshop}
      """;

  private static BarrierModel read(String yaml) {
    return switch (BarrierModels.read(yaml, "bicycles.yaml")) {
      case ReadResult.Read(var model) -> model;
      case ReadResult.Refused refused -> throw new AssertionError(refused.message());
    };
  }

  private static List<String> ids(List<Element> elements) {
    return elements.stream().map(Element::id).toList();
  }

  @Test
  void routes_run_from_whom_nobody_supplies_to_people_who_use() {
    var network = ActorNetwork.of(read(BICYCLES));

    assertThat(network.supply()).containsExactly("thieves");
    assertThat(network.customers()).containsExactly("riders");
    assertThat(network.whatIf(Set.of(), Set.of("workshop")))
        .satisfies(r -> {
          assertThat(r.routes()).isEqualTo(3);
          assertThat(r.hardened()).isEqualTo(2);
          assertThat(r.more()).isFalse();
        });
  }

  @Test
  void what_depends_on_the_removed_falls_with_it_even_in_a_circle() {
    var remaining = ActorNetwork.of(read(BICYCLES)).whatIf(Set.of("bank"), Set.of());

    assertThat(ids(remaining.fallen())).containsExactly("fence");
    assertThat(remaining.routes()).isEqualTo(2);
  }

  @Test
  void the_protected_and_people_who_use_are_refused_and_named() {
    var remaining = ActorNetwork.of(read(BICYCLES)).whatIf(Set.of("ferry", "riders"), Set.of());

    assertThat(ids(remaining.refused())).containsExactlyInAnyOrder("ferry", "riders");
    assertThat(remaining.routes()).isEqualTo(3);
  }

  @Test
  void the_smallest_cut_goes_round_what_is_protected_and_says_so() {
    var cut = ActorNetwork.of(read(BICYCLES)).minimumCut();

    // Workshop and ferry would do as well; the ferry is protected.
    assertThat(ids(cut.elements())).hasSize(2).contains("market").doesNotContain("ferry");
    assertThat(ids(cut.spared())).contains("ferry", "riders");
    assertThat(cut.words())
        .startsWith("2 elements together close every drawn route: ")
        .contains("Left out, for lawful users need them or they are people who use: ")
        .contains("Ferry");
  }

  @Test
  void the_smallest_cut_names_what_is_enough_alone_because_all_depend_on_it() {
    var one =
        read(
            BICYCLES
                + "  - {from: thieves, kind: depends-on, to: bank}\n"
                + "  - {from: market, kind: depends-on, to: ferry}\n");

    assertThat(ActorNetwork.of(one).minimumCut().words())
        .contains(
            "One alone is enough where it is something that they all depend on: Bank; Fence.");
    assertThat(ActorNetwork.of(read(BICYCLES)).minimumCut().words())
        .doesNotContain("One alone is enough");
  }

  @Test
  void an_obligatory_passage_point_is_told_from_a_busy_one() {
    var one =
        read(
            BICYCLES
                .replace("  - {from: market, kind: supplies, to: ferry}\n", "")
                .replace("  - {from: ferry, kind: supplies, to: riders}\n", ""));
    var passages = ActorNetwork.of(one).passages(20);

    assertThat(passages.getFirst().element().id()).isEqualTo("workshop");
    assertThat(passages.getFirst().onEveryRoute()).isTrue();
    assertThat(passages.getFirst().words()).contains("obligatory passage point");
    assertThat(passages.stream().filter(ActorNetwork.Passage::onEveryRoute)).hasSize(1);
  }

  @Test
  void a_model_without_routes_says_what_to_draw() {
    var none = read(BICYCLES.replace("kind: supplies", "kind: uses"));

    assertThat(ActorNetwork.of(none).minimumCut().words()).contains("'supplies'");
    assertThat(ActorNetwork.of(none).whatIf(Set.of(), Set.of()).routes()).isZero();
  }

  /** Random graphs of eight: the cut closes all routes, and no smaller set does. */
  @Test
  void the_cut_is_as_small_as_an_exhaustive_search_finds() {
    for (long seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      var yaml = new StringBuilder(BICYCLES.substring(0, BICYCLES.indexOf("facilitators:")));
      yaml.append("facilitators:\n");
      var middle = List.of("a", "b", "c", "d", "e", "f");
      yaml.append(
          "  - {id: start, label: Start}\n  - {id: end, label: End, people-who-use: true}\n");
      middle.forEach(id ->
          yaml.append(
              "  - {id: %s, label: %s, protected: %s}%n"
                  .formatted(id, id, random.nextInt(5) == 0)));
      yaml.append("relations:\n");
      var all = new ArrayList<>(middle);
      all.add("start");
      for (var from : all) {
        for (var to : middle) {
          if (!from.equals(to) && random.nextInt(3) == 0) {
            yaml.append("  - {from: %s, kind: supplies, to: %s}%n".formatted(from, to));
          }
        }
        if (!from.equals("start") && random.nextInt(3) == 0) {
          yaml.append("  - {from: %s, kind: supplies, to: end}%n".formatted(from));
        }
      }
      yaml.append("  - {from: start, kind: uses, to: end}\n");
      var model = read(yaml.toString());
      var network = ActorNetwork.of(model);
      if (!network.supply().equals(List.of("start"))
          || !network.customers().equals(List.of("end"))) {
        continue;
      }
      var free =
          middle.stream().filter(id -> !model.element(id).orElseThrow().isProtected()).toList();
      int smallest = Integer.MAX_VALUE;
      for (int bits = 0; bits < 1 << free.size(); bits++) {
        Set<String> removed = new LinkedHashSet<>();
        for (int i = 0; i < free.size(); i++) {
          if ((bits >> i & 1) == 1) {
            removed.add(free.get(i));
          }
        }
        if (removed.size() < smallest && network.whatIf(removed, Set.of()).routes() == 0) {
          smallest = removed.size();
        }
      }
      var cut = network.minimumCut();
      var chosen = cut.elements().stream().map(Element::id).collect(Collectors.toSet());
      if (smallest == Integer.MAX_VALUE) {
        assertThat(cut.words()).as("seed %d", seed).startsWith("No set of elements");
      } else {
        assertThat(chosen).as("seed %d: %s", seed, cut.words()).hasSize(smallest);
        assertThat(network.whatIf(chosen, Set.of()).routes()).as("seed %d", seed).isZero();
      }
    }
  }

  @Test
  void reach_names_each_way_in_which_a_partner_meets_the_crime() {
    var reach = Reach.of(read(BICYCLES));

    assertThat(reach.rows().getFirst().cells().getFirst())
        .containsExactly("provides it, as Workshop", "owns the barrier Inspect");
  }

  @Test
  void a_power_that_has_ended_leaves_the_measure_in_need_of_legislation() {
    var model = read(BICYCLES);
    var before = CompetenceMatrix.of(model, LocalDate.of(2025, 6, 1));
    var after = CompetenceMatrix.of(model, LocalDate.of(2026, 6, 1));

    assertThat(before.measures().getFirst().standings())
        .containsExactly(CompetenceMatrix.Standing.COVERED);
    assertThat(after.measures().getFirst().standings())
        .containsExactly(CompetenceMatrix.Standing.NEEDS_LEGISLATION);
    assertThat(after.measures().getLast().standings())
        .containsExactly(CompetenceMatrix.Standing.NEEDS_NONE);
  }
}
