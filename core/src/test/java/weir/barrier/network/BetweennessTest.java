package weir.barrier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.jgrapht.alg.scoring.BetweennessCentrality;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;

class BetweennessTest {
  @Test
  void between_three_in_a_row_every_way_passes_the_middle_one() {
    var row = new SimpleGraph<String, DefaultEdge>(DefaultEdge.class);
    for (var vertex : "abc".split("", -1)) {
      row.addVertex(vertex);
    }
    row.addEdge("a", "b");
    row.addEdge("b", "c");

    assertThat(Betweenness.of(row)).containsEntry("b", 1.0).containsEntry("a", 0.0);
  }

  /** Random graphs, some of them in several parts. */
  @Test
  void the_shares_are_those_that_jgrapht_counts() {
    for (int seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      var graph = new SimpleGraph<Integer, DefaultEdge>(DefaultEdge.class);
      int size = 3 + random.nextInt(25);
      for (int i = 0; i < size; i++) {
        graph.addVertex(i);
      }
      for (int edge = random.nextInt(size * 2); edge >= 0; edge--) {
        int from = random.nextInt(size);
        int to = random.nextInt(size);
        if (from != to) {
          graph.addEdge(from, to);
        }
      }
      var scores = Betweenness.of(graph);
      var expected = new BetweennessCentrality<>(graph).getScores();

      assertThat(scores.keySet()).isEqualTo(expected.keySet());
      for (var vertex : expected.keySet()) {
        assertThat(scores.get(vertex))
            .as("seed %d, vertex %d", seed, vertex)
            .isCloseTo(expected.get(vertex), within(1e-9));
      }
    }
  }
}
