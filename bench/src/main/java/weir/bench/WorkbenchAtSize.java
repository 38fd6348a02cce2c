package weir.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.barrier.About;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Edit;
import weir.barrier.Evidence;
import weir.barrier.Facilitator;
import weir.barrier.Opportunity;
import weir.barrier.Relation;
import weir.barrier.SourceDocument;
import weir.barrier.Step;
import weir.barrier.network.ActorNetwork;
import weir.workbench.StoreSettings;
import weir.workbench.Workbench;

/**
 * How long does an edit take on a board of 500 elements, until it is on disk, and how long the list
 * of 10,000 versions? Beside each a floor of the same run: the model's text written to a file and
 * forced to the disk.
 *
 * <p>{@code WorkbenchAtSize FOLDER}: the store is made in the folder.
 */
public final class WorkbenchAtSize {
  private static final int ELEMENTS = 500;
  private static final int VERSIONS = 10_000;

  private WorkbenchAtSize() {}

  public static void main(String[] words) throws IOException {
    if (words.length != 1) {
      System.err.println("Use: WorkbenchAtSize FOLDER; bench/workbench calls it.");
      System.exit(2);
    }
    var folder = Files.createDirectories(Path.of(words[0]));
    var model = board();
    System.out.printf(
        "%-52s %9s %9s %9s%n", "on a board of 500 elements", "median ms", "95 % ms", "worst ms");
    var text = BarrierModels.toJson(model).getBytes(StandardCharsets.UTF_8);
    print(
        "floor: its text to a file, forced to disk",
        timed(200, _ -> forced(folder.resolve("floor"), text)));
    try (var bench =
        Workbench.open(StoreSettings.file(folder.resolve("workbench.db")), Clock.systemUTC())) {
      bench.create(model, "bench", "Began");
      int[] seen = {1};
      print(
          "edit: move an element, until it is on disk",
          timed(
              400,
              i -> {
                var edit =
                    i % 2 == 0
                        ? new Edit.MoveElement("element-7", null, "step-3")
                        : new Edit.MoveElement("element-7", "step-3", null);
                if (!(bench.edit("board", seen[0], "bench", edit)
                    instanceof Workbench.Saved(var held))) {
                  throw new IllegalStateException("An edit was not kept");
                }
                seen[0] = held.version();
              }));
      print("checks of the whole board", timed(50, _ -> BarrierModels.check(model)));
      print(
          "network: passages and smallest cut",
          timed(
              10,
              _ -> {
                var network = ActorNetwork.of(model);
                network.passages(25);
                network.minimumCut();
                network.whatIf(Set.of("element-9"), Set.of());
              }));
      while (seen[0] < VERSIONS) {
        var step = new Step("step-1", "Title " + seen[0], null);
        bench.edit("board", seen[0], "bench", new Edit.PutStep(step));
        seen[0]++;
      }
      System.out.printf("%nwith %,d versions%n", seen[0]);
      print(
          "list: the newest 100 versions, as the page shows",
          timed(50, _ -> bench.versions("board", Integer.MAX_VALUE, 100)));
      print(
          "list: all 10,000 versions",
          timed(20, _ -> bench.versions("board", Integer.MAX_VALUE, VERSIONS)));
      print(
          "any version made again (half way)", timed(20, i -> bench.at("board", VERSIONS / 2 + i)));
      print("history of one element", timed(20, _ -> bench.history("board", "element-7", 12)));
    }
  }

  private static BarrierModel board() {
    var steps = new ArrayList<Step>();
    for (int i = 0; i < 8; i++) {
      steps.add(new Step("step-" + i, "Step " + i, null));
    }
    var facilitators = new ArrayList<Facilitator>();
    var opportunities = new ArrayList<Opportunity>();
    var relations = new ArrayList<Relation>();
    for (int i = 0; i < ELEMENTS; i++) {
      var about = about(i, i == ELEMENTS - 2);
      if (i % 2 == 0) {
        facilitators.add(new Facilitator(about, null, Facilitator.Knowing.KNOWING, null));
      } else {
        opportunities.add(new Opportunity(about, List.of()));
      }
      if (i >= 2 && i % 2 == 0) {
        relations.add(new Relation("element-" + (i - 2), Relation.Kind.SUPPLIES, "element-" + i));
        relations.add(
            new Relation("element-" + i, Relation.Kind.USES, "element-" + (i * 7 % ELEMENTS | 1)));
      }
    }
    return new BarrierModel(
        "board",
        "A made-up board",
        "en",
        "1",
        BarrierModel.Status.DRAFT,
        null,
        List.of(new SourceDocument("study", "A made-up study", 2024, null, null)),
        steps,
        facilitators,
        opportunities,
        List.of(),
        List.of(),
        List.of(),
        relations,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static About about(int i, boolean people) {
    return new About(
        "element-" + i,
        "Element number " + i,
        List.of("step-" + i % 8),
        Map.of(),
        "What this element is, in a sentence or two, as an analyst would write it down.",
        List.of(
            new Evidence(
                "study",
                "page " + i,
                "What the passage says of it, in own words, and no more than that.",
                Evidence.Reliability.B,
                2,
                Evidence.Nature.FACT,
                false)),
        List.of(),
        List.of(),
        null,
        false,
        people,
        null);
  }

  private static void forced(Path file, byte[] bytes) {
    try (var channel =
        java.nio.channels.FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(java.nio.ByteBuffer.wrap(bytes));
      channel.force(true);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private interface Task {
    void run(int number);
  }

  private static double[] timed(int times, Task task) {
    var millis = new double[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      task.run(i);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  private static void print(String what, double[] sorted) {
    System.out.printf(
        "%-52s %9.1f %9.1f %9.1f%n",
        what,
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.95)],
        sorted[sorted.length - 1]);
  }
}
