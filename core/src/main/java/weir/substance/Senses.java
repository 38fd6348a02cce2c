package weir.substance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Decides whether an ordinary word stands for a drug in running text: "some snow" on the table or
 * on the road. A logistic regression over the words around, trained from the made-up sentences of
 * {@code senses.txt}; its weights stand in {@code senses-weights.csv}, so that starting takes no
 * training.
 */
final class Senses {
  static final String WEIGHTS = "senses-weights.csv";

  private static final int EPOCHS = 14;
  private static final double RATE = 0.25;
  private static final double SHRINK = 2e-5;
  private static final double SMALLEST = 0.02;

  private final Map<String, Double> weights;

  private Senses(Map<String, Double> weights) {
    this.weights = weights;
  }

  /** A word in its sentence, and whether it stands for a drug there. */
  record Example(List<String> features, boolean drug) {}

  /** The model that comes with Weir. */
  static Senses standard() {
    Map<String, Double> weights = new HashMap<>();
    for (String row : Lexicon.resource(WEIGHTS).lines().toList()) {
      int tab = row.lastIndexOf('\t');
      weights.put(row.substring(0, tab), Double.valueOf(row.substring(tab + 1)));
    }
    return new Senses(weights);
  }

  /** Trains on these examples; the same examples give the same model. */
  static Senses train(List<Example> examples) {
    Map<String, Integer> index = new LinkedHashMap<>();
    List<int[]> rows = new ArrayList<>();
    for (Example example : examples) {
      int[] row = new int[example.features().size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = index.computeIfAbsent(example.features().get(i), _ -> index.size());
      }
      rows.add(row);
    }
    double[] weight = new double[index.size()];
    double[] squares = new double[index.size()];
    Arrays.fill(squares, 1);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      order.add(i);
    }
    Random random = new Random(7);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      for (int i : order) {
        double sum = 0;
        for (int feature : rows.get(i)) {
          sum += weight[feature];
        }
        double error = (examples.get(i).drug() ? 1 : 0) - 1 / (1 + StrictMath.exp(-sum));
        for (int feature : rows.get(i)) {
          double slope = error - SHRINK * rows.size() / 100 * weight[feature];
          squares[feature] += slope * slope;
          weight[feature] += RATE * slope / StrictMath.sqrt(squares[feature]);
        }
      }
    }
    Map<String, Double> weights = new HashMap<>();
    index.forEach((feature, i) -> {
      double rounded = Math.round(weight[i] * 1000) / 1000.0;
      if (Math.abs(rounded) >= SMALLEST) {
        weights.put(feature, rounded);
      }
    });
    return new Senses(weights);
  }

  /** The table of weights, sorted by feature. */
  String table() {
    StringBuilder table = new StringBuilder();
    new TreeMap<>(weights)
        .forEach(
            (feature, weight) -> table.append(feature).append('\t').append(weight).append('\n'));
    return table.toString();
  }

  /** How likely the word stands for a drug, 0 to 1. */
  double drug(List<String> features) {
    double sum = 0;
    for (String feature : features) {
      sum += weights.getOrDefault(feature, 0.0);
    }
    return 1 / (1 + StrictMath.exp(-sum));
  }

  /**
   * What is known about a name at its place.
   *
   * @param misspelt the word is a name with a slip of the pen
   * @param clearNames how many names in the text are clear
   * @param otherNames how many others are open to doubt
   */
  static List<String> features(
      SenseCues cues,
      Sentence sentence,
      String text,
      NameMatcher.Hit hit,
      LexiconName name,
      boolean misspelt,
      int clearNames,
      int otherNames) {
    int first = sentence.wordAt(hit.start());
    int next = sentence.wordAt(hit.end());
    String surface = text.substring(hit.start(), hit.end());
    String word = misspelt ? "misspelt" : surface.toLowerCase(Locale.ROOT);
    String p1 = sentence.word(first - 1);
    String p2 = sentence.word(first - 2);
    String n1 = sentence.word(next);
    String n2 = sentence.word(next + 1);
    List<String> features = new ArrayList<>(40);
    features.add("bias");
    features.add("s=" + word);
    features.add("kind=" + name.kind().word() + (name.prose() ? "+prose" : ""));
    features.add("case=" + shape(surface) + (misspelt ? "+misspelt" : ""));
    features.add("short=" + (surface.length() < 3 ? shape(surface) : "no"));
    features.add("p1=" + p1);
    features.add("n1=" + n1);
    features.add("p2=" + p2 + " " + p1);
    features.add("n2=" + n1 + " " + n2);
    features.add("pn=" + cues.of(p1) + " " + cues.of(n1));
    features.add("s,p1=" + word + " " + p1);
    features.add("s,n1=" + word + " " + n1);
    features.add("s,cp1=" + word + " " + cues.of(p1));
    features.add("s,cn1=" + word + " " + cues.of(n1));
    features.add("cp1=" + cues.of(p1));
    features.add("cp2=" + cues.of(p2) + " " + cues.of(p1));
    features.add("cn1=" + cues.of(n1));
    features.add("cn2=" + cues.of(n1) + " " + cues.of(n2));
    for (int i = 1; i <= 5; i++) {
      String before = cues.of(sentence.word(first - i));
      String after = cues.of(sentence.word(next + i - 1));
      if (!before.isEmpty()) {
        features.add("near=" + before);
        features.add("s,near=" + word + " " + before);
      }
      if (!after.isEmpty()) {
        features.add("near=" + after);
        features.add("s,near=" + word + " " + after);
      }
    }
    features.add("clear=" + Math.min(2, clearNames));
    features.add("other=" + Math.min(2, otherNames));
    features.add("s,clear=" + word + " " + Math.min(1, clearNames));
    return features;
  }

  private static String shape(String surface) {
    boolean upper = surface.equals(surface.toUpperCase(Locale.ROOT));
    boolean lower = surface.equals(surface.toLowerCase(Locale.ROOT));
    return upper && lower ? "digits" : upper ? "upper" : lower ? "lower" : "mixed";
  }
}
