package weir.substance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import weir.listing.OfferKind;

/**
 * Tells what kind of thing a title offers: a drug, a book about it, a press, a courier's job. A
 * multinomial logistic regression over the {@link OfferSigns} of a title, trained from the made-up
 * titles of {@code offers.txt} and the words of {@code offer-words.csv}; its weights stand in
 * {@code offer-weights.csv}, so that starting takes no training.
 */
final class Offers {
  static final String WEIGHTS = "offer-weights.csv";

  private static final int EPOCHS = 6;
  private static final double RATE = 0.3;
  private static final double SHRINK = 1e-5;

  /** Weights are kept as whole numbers, this many to one. */
  private static final double SCALE = 30;

  /** Smaller weights are left out. */
  private static final int SMALLEST = 8;

  /** How often a word as a whole is passed over in training, so that its parts learn as well. */
  private static final double PASSED_OVER = 0.25;

  /** The kinds of which a drug's name or an amount may be a sign; the others need a word. */
  private static final Set<OfferKind> OF_DRUGS =
      EnumSet.of(OfferKind.PRODUCT, OfferKind.INGREDIENT);

  private static final OfferKind[] KINDS = OfferKind.values();

  private final long[] keys;
  private final byte[][] weights;
  private final int mask;

  private Offers(Map<Long, byte[]> table) {
    int size = Integer.highestOneBit(Math.max(16, table.size() * 2)) * 2;
    keys = new long[size];
    weights = new byte[size][];
    mask = size - 1;
    table.forEach((key, row) -> {
      int slot = slot(key);
      keys[slot] = key;
      weights[slot] = row;
    });
  }

  private int slot(long key) {
    int slot = (int) (key ^ key >>> 32) & mask;
    while (weights[slot] != null && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** A title with its signs and kind. */
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared; boxed it takes tenfold
  record Example(long[] signs, OfferKind kind) {}

  private static int index(OfferKind kind) {
    return Arrays.asList(KINDS).indexOf(kind);
  }

  /** A title of the training text. */
  record Marked(String title, OfferKind kind) {}

  /** The model that comes with Weir. */
  static Offers standard() {
    return read(Lexicon.resource(WEIGHTS));
  }

  /**
   * Reads what {@link #train} gives: after a line with the mark of what it was trained from, a line
   * a sign, its hash in base 36, then a letter for each kind with its weight.
   */
  static Offers read(String text) {
    Map<Long, byte[]> table = new HashMap<>(40_000);
    int at = text.indexOf('\n') + 1;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int comma = text.indexOf(',', at);
      byte[] row = new byte[KINDS.length];
      int i = comma + 1;
      while (i < end) {
        int kind = text.charAt(i++) - 'a';
        boolean negative = text.charAt(i) == '-';
        i += negative ? 1 : 0;
        int weight = 0;
        while (i < end && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
          weight = weight * 10 + text.charAt(i++) - '0';
        }
        row[kind] = (byte) (negative ? -weight : weight);
      }
      table.put(Long.parseUnsignedLong(text, at, comma, 36), row);
      at = end + 1;
    }
    return new Offers(table);
  }

  /** Sixteen signs that stand for this text. */
  static String mark(String text) {
    return "%016x".formatted(OfferSigns.hash(text));
  }

  /** The mark of the text that the shipped weights were trained from. */
  static String markOfWeights() {
    return Lexicon.resource(WEIGHTS).lines().findFirst().orElse("").substring(MARK.length());
  }

  private static final String MARK = "# trained from ";

  /** How a title is told. */
  record Verdict(OfferKind kind, double likely) {}

  /** The likeliest kind, with how likely it is, 0 to 1. */
  Verdict tell(long[] signs) {
    int[] sums = new int[KINDS.length];
    for (long sign : signs) {
      byte[] row = weights[slot(sign)];
      if (row != null) {
        for (int k = 0; k < row.length; k++) {
          sums[k] += row[k];
        }
      }
    }
    int best = 0;
    for (int k = 1; k < sums.length; k++) {
      if (sums[k] > sums[best]) {
        best = k;
      }
    }
    double all = 0;
    for (int sum : sums) {
      all += StrictMath.exp((sum - sums[best]) / SCALE);
    }
    return new Verdict(KINDS[best], 1 / all);
  }

  /** Trains on these examples; the same examples give the same model. */
  static String train(String mark, List<Example> examples) {
    Map<Long, Integer> seen = new LinkedHashMap<>();
    int[] ofKind = new int[KINDS.length];
    for (Example example : examples) {
      ofKind[index(example.kind())]++;
      for (long sign : example.signs()) {
        seen.merge(sign, 1, Integer::sum);
      }
    }
    Map<Long, Integer> index = new LinkedHashMap<>();
    seen.forEach((sign, times) -> {
      if (times > 1) {
        index.put(sign, index.size());
      }
    });
    double[][] weight = new double[index.size()][KINDS.length];
    double[][] squares = new double[index.size()][KINDS.length];
    for (double[] row : squares) {
      Arrays.fill(row, 1);
    }
    boolean[] common = new boolean[index.size()];
    index.forEach((sign, i) -> common[i] = (sign & OfferSigns.COMMON) != 0);
    double most = 0;
    for (int number : ofKind) {
      most = Math.max(most, number);
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      order.add(i);
    }
    Random random = new Random(11);
    double[] share = new double[KINDS.length];
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      for (int i : order) {
        Example example = examples.get(i);
        int[] row = new int[example.signs().length];
        int n = 0;
        for (long sign : example.signs()) {
          Integer at = index.get(sign);
          if (at != null && random.nextDouble() >= PASSED_OVER) {
            row[n++] = at;
          }
        }
        Arrays.fill(share, 0);
        for (int j = 0; j < n; j++) {
          for (int k = 0; k < share.length; k++) {
            share[k] += weight[row[j]][k];
          }
        }
        double highest = Arrays.stream(share).max().orElse(0);
        double sum = 0;
        for (int k = 0; k < share.length; k++) {
          share[k] = StrictMath.exp(share[k] - highest);
          sum += share[k];
        }
        int kind = index(example.kind());
        // Rare kinds count more, or they would never be told.
        double importance = Math.min(3, StrictMath.sqrt(most / ofKind[kind]));
        for (int k = 0; k < share.length; k++) {
          double error = importance * ((k == kind ? 1 : 0) - share[k] / sum);
          boolean drugs = OF_DRUGS.contains(KINDS[k]);
          for (int j = 0; j < n; j++) {
            if (common[row[j]] && !drugs) {
              continue;
            }
            double slope = error - SHRINK * examples.size() / 100 * weight[row[j]][k];
            squares[row[j]][k] += slope * slope;
            weight[row[j]][k] += RATE * slope / StrictMath.sqrt(squares[row[j]][k]);
          }
        }
      }
    }
    List<String> lines = new ArrayList<>();
    index.forEach((sign, i) -> {
      StringBuilder line = new StringBuilder();
      for (int k = 0; k < KINDS.length; k++) {
        long rounded = Math.round(weight[i][k] * SCALE);
        if (Math.abs(rounded) >= SMALLEST) {
          line.append((char) ('a' + k)).append(Math.clamp(rounded, -127, 127));
        }
      }
      if (!line.isEmpty()) {
        lines.add(Long.toUnsignedString(sign, 36) + "," + line);
      }
    });
    Collections.sort(lines);
    return MARK + mark + "\n" + String.join("\n", lines) + "\n";
  }

  /** The titles of a training text, its slots filled by turns. */
  static List<Marked> titles(String file, String text) {
    Map<String, List<String>> slots = new HashMap<>();
    List<Marked> titles = new ArrayList<>();
    Map<String, Integer> turn = new HashMap<>();
    long number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("@slot ")) {
        int colon = line.indexOf(':');
        List<String> words = new ArrayList<>();
        for (String word : line.substring(colon + 1).split("\\|", -1)) {
          words.add(word.strip());
        }
        Collections.shuffle(words, new Random(words.size()));
        slots.put(line.substring(6, colon).strip(), words);
        continue;
      }
      String[] cells = line.split("\\|", 2);
      if (cells.length != 2) {
        throw new IllegalStateException(
            "%s, line %d: expected kind|title, found '%s'.".formatted(file, number, line));
      }
      OfferKind kind = OfferKind.valueOf(cells[0].toUpperCase(Locale.ROOT));
      int times = 1;
      for (Map.Entry<String, List<String>> slot : slots.entrySet()) {
        if (cells[1].contains("{" + slot.getKey() + "}")) {
          times = Math.max(times, slot.getValue().size());
        }
      }
      for (int i = 0; i < times; i++) {
        titles.add(new Marked(fill(file, cells[1], slots, turn), kind));
      }
    }
    return titles;
  }

  private static String fill(
      String file, String title, Map<String, List<String>> slots, Map<String, Integer> turn) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    int open;
    while ((open = title.indexOf('{', from)) >= 0) {
      int close = title.indexOf('}', open);
      String slot = title.substring(open + 1, close);
      List<String> words = slots.get(slot);
      if (words == null) {
        throw new IllegalStateException(
            "%s: the slot '%s' is not named. Add a line '@slot %s: …' before '%s'."
                .formatted(file, slot, slot, title));
      }
      int next = turn.merge(slot, 1, Integer::sum);
      filled.append(title, from, open).append(words.get(next % words.size()));
      from = close + 1;
    }
    return filled.append(title.substring(from)).toString();
  }
}
