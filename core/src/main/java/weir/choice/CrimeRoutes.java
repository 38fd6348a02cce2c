package weir.choice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.network.ActorNetwork;

/** The routes of one graph, and which of some barriers act on which. */
final class CrimeRoutes {
  /** Beyond this many, routes are not counted one by one. */
  private static final int MOST_ROUTES = 5000;

  private final ActorNetwork network;
  private final ActorNetwork.Ways ways;
  private final Set<String> standing;

  private CrimeRoutes(BarrierModel model) {
    network = ActorNetwork.of(model);
    ways = network.ways(MOST_ROUTES);
    standing =
        model.elements().stream()
            .filter(Element::isProtected)
            .map(Element::id)
            .collect(Collectors.toSet());
  }

  static CrimeRoutes of(BarrierModel model) {
    return new CrimeRoutes(model);
  }

  int size() {
    return ways.ways().size();
  }

  boolean more() {
    return ways.more();
  }

  /** By route: whether a barrier with these targets acts on it. */
  boolean[] touched(Set<String> targets) {
    var falling = network.falling(targets, standing);
    boolean[] touched = new boolean[size()];
    for (int r = 0; r < touched.length; r++) {
      touched[r] = ways.ways().get(r).stream().anyMatch(falling::contains);
    }
    return touched;
  }

  /** Protected elements that would fall with these targets, because they depend on them. */
  Set<String> protectedFalling(Set<String> targets) {
    var falling = new HashSet<>(network.falling(targets, Set.of()));
    falling.removeAll(targets);
    falling.retainAll(standing);
    return falling;
  }

  /** By route: the barriers that act on it. */
  List<int[]> hits(List<Set<String>> targets) {
    var touched = targets.stream().map(this::touched).toList();
    var hits = new ArrayList<int[]>();
    for (int r = 0; r < size(); r++) {
      int route = r;
      hits.add(IntStream.range(0, targets.size()).filter(j -> touched.get(j)[route]).toArray());
    }
    return hits;
  }

  double[] equalWeights() {
    double[] weights = new double[size()];
    java.util.Arrays.fill(weights, 1);
    return weights;
  }

  /** Each fork splits what comes to it evenly among the ways that go on from there. */
  double[] splitWeights() {
    Map<List<String>, Set<String>> next = new HashMap<>();
    for (var way : ways.ways()) {
      for (int i = 0; i < way.size(); i++) {
        next.computeIfAbsent(way.subList(0, i), _ -> new HashSet<>()).add(way.get(i));
      }
    }
    double[] weights = new double[size()];
    for (int r = 0; r < weights.length; r++) {
      var way = ways.ways().get(r);
      double weight = 1;
      for (int i = 0; i < way.size(); i++) {
        weight /= next.getOrDefault(way.subList(0, i), Set.of()).size();
      }
      weights[r] = weight;
    }
    return weights;
  }
}
