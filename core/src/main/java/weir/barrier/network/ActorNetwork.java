package weir.barrier.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.BiconnectivityInspector;
import org.jgrapht.alg.flow.EdmondsKarpMFImpl;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.jgrapht.graph.SimpleGraph;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Relation;

/**
 * A model as one graph of people, technologies and institutions (Callon's actor-network; Berry
 * 2018).
 *
 * <p>Routes follow {@code supplies} relations, from elements that nobody supplies to those that
 * stand for people who use, or else to those that supply nobody. Where an element falls, whatever
 * depends on it falls with it. The graph is what the model says; the crime improvises, so that a
 * route not drawn may still exist.
 */
public final class ActorNetwork {
  /** Beyond this many, routes are not counted one by one. */
  static final int MOST_ROUTES = 1000;

  private static final int SHOWN_ROUTES = 12;

  /** From this share of shortest ways on an element is worth a line. */
  private static final double BUSY = 0.05;

  /** Keeps counting within a second on dense graphs; what is cut short counts as "more". */
  private static final int MOST_TRIES = 200_000;

  private final BarrierModel model;
  private final Map<String, Element> elements = new LinkedHashMap<>();
  private final Map<String, Set<String>> supplies = new LinkedHashMap<>();
  private final Map<String, Set<String>> neededBy = new HashMap<>();
  private final Set<String> supply;
  private final Set<String> customers;

  private ActorNetwork(BarrierModel model) {
    this.model = model;
    model.elements().forEach(element -> elements.put(element.id(), element));
    Set<String> supplied = new LinkedHashSet<>();
    for (var relation : model.relations()) {
      if (!elements.containsKey(relation.from()) || !elements.containsKey(relation.to())) {
        continue;
      }
      if (relation.kind() == Relation.Kind.SUPPLIES) {
        supplies.computeIfAbsent(relation.from(), _ -> new LinkedHashSet<>()).add(relation.to());
        supplied.add(relation.to());
      } else if (relation.kind() == Relation.Kind.DEPENDS_ON) {
        neededBy.computeIfAbsent(relation.to(), _ -> new LinkedHashSet<>()).add(relation.from());
      }
    }
    supply = chosen(supplies.keySet(), id -> !supplied.contains(id));
    var people = chosen(supplied, id -> element(id).about().peopleWhoUse());
    customers = people.isEmpty() ? chosen(supplied, id -> !supplies.containsKey(id)) : people;
  }

  private static Set<String> chosen(Set<String> ids, Predicate<String> which) {
    return ids.stream().filter(which).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  public static ActorNetwork of(BarrierModel model) {
    return new ActorNetwork(model);
  }

  /** Where routes begin; empty when the model draws none. */
  public List<String> supply() {
    return List.copyOf(supply);
  }

  /** Where routes end; empty when the model draws none. */
  public List<String> customers() {
    return List.copyOf(customers);
  }

  /**
   * Ways from supply to customer without repeated elements, as ids in order.
   *
   * @param more whether there are more than these
   */
  public record Ways(List<List<String>> ways, boolean more) {}

  /**
   * The ways that the model draws.
   *
   * @param most how many are counted one by one
   */
  public Ways ways(int most) {
    var found = new ArrayList<List<String>>();
    boolean more = routes(Set.of(), found, most);
    return new Ways(found, more);
  }

  /** Who supplies whom. */
  public Map<String, Set<String>> supplies() {
    return Collections.unmodifiableMap(supplies);
  }

  /** These and all that depends on them, however far; what is in {@code standing} does not fall. */
  public Set<String> falling(Set<String> ids, Set<String> standing) {
    return spread(ids, neededBy, standing);
  }

  /**
   * An element that much passes through.
   *
   * @param onEveryRoute whether no route from supply to customer remains without it
   * @param articulation whether the graph of all relations falls apart without it
   * @param betweenness the share of shortest ways between any two others that pass it, 0 to 1
   * @param words what that means, in sentences
   */
  public record Passage(
      Element element,
      boolean onEveryRoute,
      boolean articulation,
      double betweenness,
      String words) {}

  /**
   * Elements that much passes through, the obligatory ones first.
   *
   * @param most how many at most
   */
  public List<Passage> passages(int most) {
    Graph<String, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
    for (var relation : model.relations()) {
      var from = actor(relation.from());
      var to = actor(relation.to());
      if (from != null && to != null && !from.equals(to)) {
        graph.addVertex(from);
        graph.addVertex(to);
        graph.addEdge(from, to);
      }
    }
    Set<String> articulation = new BiconnectivityInspector<>(graph).getCutpoints();
    int size = graph.vertexSet().size();
    double pairs = Math.max(1, (size - 1) * (size - 2) / 2.0);
    var scores = Betweenness.of(graph);
    // What every route needs, this one needs too: the rest need not be tried.
    var aRoute = new HashSet<>(aRoute());
    var passages = new ArrayList<Passage>();
    for (var id : graph.vertexSet()) {
      var element = element(id);
      boolean end = supply.contains(id) || customers.contains(id);
      boolean every = !end && everyRouteNeeds(id, aRoute);
      double share = Math.min(1, scores.getOrDefault(id, 0.0) / pairs);
      boolean cut = articulation.contains(id);
      if (every || cut || share >= BUSY) {
        passages.add(new Passage(element, every, cut, share, words(element, every, cut, share)));
      }
    }
    passages.sort(
        Comparator.comparing((Passage p) -> !p.onEveryRoute())
            .thenComparingDouble(p -> -p.betweenness())
            .thenComparing(p -> p.element().id()));
    return passages.stream().limit(most).toList();
  }

  private String words(Element element, boolean every, boolean cut, double share) {
    var sentences = new ArrayList<String>();
    if (every) {
      sentences.add(
          "Every route that the model draws from supply to customer needs it: an obligatory passage point.");
      var also = fallen(Set.of(element.id())).stream().filter(id -> !id.equals(element.id()));
      var names = also.map(id -> element(id).label()).limit(4).toList();
      if (!names.isEmpty()) {
        sentences.add("With it would fall: %s.".formatted(String.join(", ", names)));
      }
    }
    if (cut) {
      sentences.add("Without it the network falls into parts that nothing else joins.");
    }
    if (share >= BUSY) {
      sentences.add(
          "%d of 100 shortest ways between two others pass through it."
              .formatted(Math.round(share * 100)));
    }
    if (element.isProtected()) {
      sentences.add("It also serves lawful users, and is never proposed.");
    }
    if (element.about().peopleWhoUse()) {
      sentences.add("It stands for people who use: a health matter, and never proposed.");
    }
    return String.join(" ", sentences);
  }

  /** An element's id, or null for a step, a barrier or nothing: these are no actors. */
  private @Nullable String actor(String id) {
    var element = elements.get(id);
    return element == null || element.block() == Element.Block.BARRIERS ? null : id;
  }

  private Element element(String id) {
    var element = elements.get(id);
    if (element == null) {
      throw new IllegalArgumentException("The model has no element '%s'.".formatted(id));
    }
    return element;
  }

  /**
   * The fewest elements without which no route remains.
   *
   * @param elements empty when there is no such set, or no route to begin with
   * @param spared elements on the routes that were not considered, being protected or people
   * @param words what that means, in sentences
   */
  public record Cut(List<Element> elements, List<Element> spared, String words) {}

  /** A smallest cut between supply and customer that leaves out the ends and whatever is spared. */
  public Cut minimumCut() {
    var onRoutes = onRoutes();
    var spared = onRoutes.stream().map(this::element).filter(ActorNetwork::isSpared).toList();
    if (onRoutes.isEmpty()) {
      return new Cut(
          List.of(),
          spared,
          "The model draws no route: relate who supplies whom ('supplies'), down to the customer.");
    }
    var graph =
        new SimpleDirectedWeightedGraph<String, DefaultWeightedEdge>(DefaultWeightedEdge.class);
    double unbounded = onRoutes.size() + 1.0;
    graph.addVertex("source");
    graph.addVertex("sink");
    for (var id : onRoutes) {
      boolean end = supply.contains(id) || customers.contains(id);
      edge(graph, "in " + id, "out " + id, end || isSpared(element(id)) ? unbounded : 1);
    }
    supply.stream()
        .filter(onRoutes::contains)
        .forEach(id -> edge(graph, "source", "in " + id, unbounded));
    customers.stream()
        .filter(onRoutes::contains)
        .forEach(id -> edge(graph, "out " + id, "sink", unbounded));
    for (var id : onRoutes) {
      for (var next : supplies.getOrDefault(id, Set.of())) {
        if (onRoutes.contains(next)) {
          edge(graph, "out " + id, "in " + next, unbounded);
        }
      }
    }
    var flow = new EdmondsKarpMFImpl<>(graph);
    double size = flow.calculateMinCut("source", "sink");
    if (size >= unbounded) {
      return new Cut(
          List.of(),
          spared,
          "No set of elements closes every route: one of them leads only through ends or through what is never proposed.");
    }
    var side = flow.getSourcePartition();
    var cut =
        onRoutes.stream()
            .filter(id -> side.contains("in " + id) && !side.contains("out " + id))
            .map(this::element)
            .toList();
    return new Cut(
        cut,
        spared,
        "%s. Fewer of those on the routes would leave one open; supply and customers themselves are not counted.%s%s"
            .formatted(
                cut.size() == 1
                    ? "One element closes every drawn route: " + cut.getFirst().label()
                    : "%d elements together close every drawn route: %s"
                        .formatted(
                            cut.size(),
                            cut.stream().map(Element::label).collect(Collectors.joining(", "))),
                cut.size() == 1 ? "" : alone(),
                spared.isEmpty()
                    ? ""
                    : " Left out, for lawful users need them or they are people who use: %s."
                        .formatted(
                            spared.stream()
                                .map(Element::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** A cut of the routes does not see what falls with an element that the routes depend on. */
  private String alone() {
    var aRoute = new HashSet<>(aRoute());
    var enough =
        neededBy.keySet().stream()
            .filter(id -> !supply.contains(id) && !customers.contains(id))
            .filter(id -> !isSpared(element(id)) && everyRouteNeeds(id, aRoute))
            .map(id -> element(id).label())
            .sorted()
            .toList();
    return enough.isEmpty()
        ? ""
        : " One alone is enough where it is something that they all depend on: %s."
            .formatted(String.join("; ", enough));
  }

  private static boolean isSpared(Element element) {
    return element.isProtected() || element.about().peopleWhoUse();
  }

  private static void edge(
      Graph<String, DefaultWeightedEdge> graph, String from, String to, double capacity) {
    graph.addVertex(from);
    graph.addVertex(to);
    graph.setEdgeWeight(graph.addEdge(from, to), capacity);
  }

  /** Elements on some way from supply to customer. */
  private Set<String> onRoutes() {
    var forward = spread(supply, supplies, Set.of());
    Map<String, Set<String>> back = new HashMap<>();
    supplies.forEach((from, targets) ->
        targets.forEach(to -> back.computeIfAbsent(to, _ -> new HashSet<>()).add(from)));
    var backward = spread(customers, back, Set.of());
    forward.retainAll(backward);
    return forward;
  }

  private static Set<String> spread(
      Set<String> from, Map<String, Set<String>> edges, Set<String> without) {
    Set<String> seen = new LinkedHashSet<>();
    var queue = new ArrayDeque<String>();
    for (var id : from) {
      if (!without.contains(id) && seen.add(id)) {
        queue.add(id);
      }
    }
    while (!queue.isEmpty()) {
      for (var next : edges.getOrDefault(queue.remove(), Set.of())) {
        if (!without.contains(next) && seen.add(next)) {
          queue.add(next);
        }
      }
    }
    return seen;
  }

  /** The removed ones and all that depend on them, however far; loops end where they began. */
  private Set<String> fallen(Set<String> removed) {
    return spread(removed, neededBy, Set.of());
  }

  private boolean everyRouteNeeds(String id, Set<String> aRoute) {
    var fallen = fallen(Set.of(id));
    return fallen.stream().anyMatch(aRoute::contains) && !reaches(fallen);
  }

  private boolean reaches(Set<String> without) {
    var reached = spread(supply, supplies, without);
    return customers.stream().anyMatch(reached::contains);
  }

  /** A shortest way from supply to customer; empty when there is none. */
  private List<String> aRoute() {
    Map<String, String> before = new HashMap<>();
    Set<String> seen = new HashSet<>(supply);
    var queue = new ArrayDeque<>(supply);
    while (!queue.isEmpty()) {
      var id = queue.remove();
      if (customers.contains(id)) {
        var route = new ArrayList<String>();
        for (var at = id; at != null; at = before.get(at)) {
          route.add(at);
        }
        return route.reversed();
      }
      for (var next : supplies.getOrDefault(id, Set.of())) {
        if (seen.add(next)) {
          before.put(next, id);
          queue.add(next);
        }
      }
    }
    return List.of();
  }

  /**
   * What remains when some elements are removed and others hardened.
   *
   * @param routes from supply to customer that remain; {@link #more} when counting stopped there
   * @param more whether there are more routes than were counted
   * @param hardened how many of these pass through a hardened element
   * @param shown the shortest of them, each as its elements in order
   * @param fallen what falls with the removed ones, because it depends on them
   * @param refused elements that were asked to be removed but are never cut
   */
  public record Remaining(
      int routes,
      boolean more,
      int hardened,
      List<List<Element>> shown,
      List<Element> fallen,
      List<Element> refused) {}

  /** What remains of the routes; protected elements stay, whatever is asked. */
  public Remaining whatIf(Set<String> removed, Set<String> hardened) {
    var refused =
        removed.stream()
            .filter(elements::containsKey)
            .map(this::element)
            .filter(ActorNetwork::isSpared)
            .toList();
    var gone =
        fallen(
            removed.stream()
                .filter(id -> elements.containsKey(id) && !isSpared(element(id)))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    var routes = new ArrayList<List<String>>();
    boolean more = routes(gone, routes, MOST_ROUTES);
    int touched =
        (int) routes.stream().filter(route -> route.stream().anyMatch(hardened::contains)).count();
    return new Remaining(
        routes.size(),
        more,
        touched,
        routes.stream()
            .sorted(Comparator.comparingInt(List::size))
            .limit(SHOWN_ROUTES)
            .map(route -> route.stream().map(this::element).toList())
            .toList(),
        gone.stream().filter(id -> !removed.contains(id)).map(this::element).toList(),
        refused);
  }

  /** Adds routes without repeated elements; tells whether there are more than it added. */
  private boolean routes(Set<String> gone, List<List<String>> found, int most) {
    int tries = 0;
    // Only what still leads to a customer is walked, so that few tries end in vain.
    Map<String, Set<String>> back = new HashMap<>();
    supplies.forEach((from, targets) ->
        targets.forEach(to -> back.computeIfAbsent(to, _ -> new HashSet<>()).add(from)));
    var useful = spread(customers, back, gone);
    var open = new ArrayDeque<List<String>>();
    supply.stream().filter(useful::contains).forEach(id -> open.add(List.of(id)));
    while (!open.isEmpty()) {
      if (++tries > MOST_TRIES) {
        return true;
      }
      var way = open.remove();
      var last = way.getLast();
      if (customers.contains(last)) {
        if (found.size() == most) {
          return true;
        }
        found.add(way);
        continue;
      }
      for (var next : supplies.getOrDefault(last, Set.of())) {
        if (useful.contains(next) && !way.contains(next)) {
          var longer = new ArrayList<>(way);
          longer.add(next);
          open.addFirst(longer);
        }
      }
    }
    return false;
  }
}
