package weir.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import weir.substance.Lexicon;
import weir.substance.MarkedText;
import weir.substance.NamedSpan;
import weir.substance.Naming;
import weir.substance.SubstanceNamer;

/**
 * Measures naming on published data, prints the figures and writes them into {@code
 * docs/accuracy.md}.
 *
 * <p>{@code bench/accuracy} with {@code WEIR_DATA} set does both; {@code bench/accuracy --weights}
 * trains the sense of ordinary words and the kinds of offer again, from the project's own sentences
 * and titles, and writes their weights; {@code bench/accuracy --layouts} measures what suggested
 * profiles read.
 */
public final class Accuracy {
  private static final Path DOCUMENT = Path.of("docs/accuracy.md");
  private static final Path WEIGHTS =
      Path.of("core/src/main/resources/weir/substance/senses-weights.csv");
  private static final Path OFFER_WEIGHTS =
      Path.of("core/src/main/resources/weir/substance/offer-weights.csv");
  private static final List<String> KINDS =
      List.of("slang", "brand", "strain", "spelling", "code", "form", "general");

  private Accuracy() {}

  /** Runs in the project's folder. */
  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--weights")) {
      Files.writeString(WEIGHTS, SubstanceNamer.standard().trainedWeights());
      Files.writeString(OFFER_WEIGHTS, SubstanceNamer.standard().trainedOfferWeights());
      System.out.println("Written: " + WEIGHTS + ", " + OFFER_WEIGHTS);
      return;
    }
    if (List.of(arguments).contains("--layouts")) {
      String data = System.getenv("WEIR_DATA");
      String table =
          new Layouts(SubstanceNamer.standard(), false)
              .table(data == null ? null : Path.of(data), "", false);
      System.out.println(table);
      Files.writeString(DOCUMENT, MarkedBlocks.with(Files.readString(DOCUMENT), "layouts", table));
      System.out.println("Written: " + DOCUMENT);
      return;
    }
    String data = System.getenv("WEIR_DATA");
    if (data == null) {
      System.err.println(
          "WEIR_DATA names no folder. Set it to the folder that holds reddit-drug-ner and"
              + " agora-2014.");
      System.exit(2);
      return;
    }
    ForumComments comments =
        ForumComments.read(Path.of(data, "reddit-drug-ner", "drugs_training.jsonl"));
    List<MarketTitles.Title> titles = MarketTitles.read(Path.of(data, "agora-2014"));
    SubstanceNamer namer = SubstanceNamer.standard();
    Map<String, String> blocks = new LinkedHashMap<>();
    blocks.put("mentions", forum(comments, namer));
    blocks.put("titles", market(titles, namer));
    blocks.put("kinds", kinds(MarketTitles.filed(Path.of(data, "agora-2014")), namer));
    blocks.put("ablation", ablation(comments, titles, namer));
    String document = Files.readString(DOCUMENT);
    for (Map.Entry<String, String> block : blocks.entrySet()) {
      System.out.println(block.getValue());
      document = MarkedBlocks.with(document, block.getKey(), block.getValue());
    }
    Files.writeString(DOCUMENT, document);
    System.out.println("Written: " + DOCUMENT);
  }

  private static List<Span> spans(SubstanceNamer namer, String text) {
    List<Span> spans = new ArrayList<>();
    for (NamedSpan span : namer.mentions(text)) {
      spans.add(new Span(span.start(), span.end()));
    }
    return spans;
  }

  private static String forum(ForumComments comments, SubstanceNamer namer) {
    Score[] shipped = new Score[ForumComments.FOLDS];
    Score[] retrained = new Score[ForumComments.FOLDS];
    for (int fold = 0; fold < shipped.length; fold++) {
      shipped[fold] = ForumComments.score(comments.fold(fold), text -> spans(namer, text));
      SubstanceNamer trained = namer.trainedAlsoOn(marked(comments.others(fold)));
      retrained[fold] = ForumComments.score(comments.fold(fold), text -> spans(trained, text));
    }
    int seen = ForumComments.SEEN_FOLDS;
    StringBuilder out = new StringBuilder();
    out.append("| comments | marked | found | right | precision | recall | F1 | F1 by fold |\n");
    out.append("|---|---:|---:|---:|---:|---:|---:|---|\n");
    out.append(row("as shipped, all ten folds", shipped, 0, ForumComments.FOLDS));
    out.append(row("as shipped, folds 1–5 (errors looked at)", shipped, 0, seen));
    out.append(row("as shipped, folds 6–10 (not looked at)", shipped, seen, ForumComments.FOLDS));
    out.append(row("trained on nine folds as well", retrained, 0, ForumComments.FOLDS));
    out.append(
        row("trained on nine folds as well, folds 6–10", retrained, seen, ForumComments.FOLDS));
    return out.toString();
  }

  private static List<MarkedText> marked(List<ForumComments.Comment> comments) {
    List<MarkedText> texts = new ArrayList<>();
    for (ForumComments.Comment comment : comments) {
      texts.add(
          new MarkedText(
              comment.text(),
              comment.marked().stream()
                  .map(span -> new MarkedText.Place(span.start(), span.end()))
                  .toList()));
    }
    return texts;
  }

  private static String row(String name, Score[] folds, int from, int to) {
    Score sum = ForumComments.sum(folds, from, to);
    double least = 1;
    double most = 0;
    for (int fold = from; fold < to; fold++) {
      least = Math.min(least, folds[fold].f1());
      most = Math.max(most, folds[fold].f1());
    }
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %.3f | %.3f | %.3f | %.2f–%.2f |%n",
        name,
        sum.marked(),
        sum.found(),
        sum.right(),
        sum.precision(),
        sum.recall(),
        sum.f1(),
        least,
        most);
  }

  /** How many of a group of titles are right. */
  private record Count(int titles, int classRight, int withSubstance, int substanceRight) {
    static final Count NONE = new Count(0, 0, 0, 0);

    Count plus(MarketTitles.Title title, Naming naming) {
      boolean classFits = title.classFits(naming.substanceClass());
      boolean substanceFits = title.substanceFits(naming.substance());
      return new Count(
          titles + 1,
          classRight + (classFits ? 1 : 0),
          withSubstance + (title.namesSubstance() ? 1 : 0),
          substanceRight + (substanceFits ? 1 : 0));
    }

    String row(String name) {
      String substance =
          withSubstance == 0
              ? "– | –"
              : String.format(
                  Locale.ROOT,
                  "%,d | %.3f",
                  withSubstance,
                  (double) substanceRight / withSubstance);
      return String.format(
          Locale.ROOT,
          "| %s | %,d | %.3f | %s |%n",
          name,
          titles,
          titles == 0 ? 0 : (double) classRight / titles,
          substance);
    }
  }

  private static Count count(
      List<MarketTitles.Title> titles, SubstanceNamer namer, Predicate<MarketTitles.Title> chosen) {
    Count count = Count.NONE;
    for (MarketTitles.Title title : titles) {
      if (chosen.test(title)) {
        count = count.plus(title, namer.name(title.text(), null, null));
      }
    }
    return count;
  }

  private static String market(List<MarketTitles.Title> titles, SubstanceNamer namer) {
    StringBuilder out = new StringBuilder();
    out.append("| titles | number | class right | whose category names a substance | right |\n");
    out.append("|---|---:|---:|---:|---:|\n");
    out.append(count(titles, namer, _ -> true).row("all"));
    out.append(
        count(titles, namer, MarketTitles.Title::seen)
            .row("half of the sellers, errors looked at"));
    out.append(count(titles, namer, title -> !title.seen()).row("the other half, not looked at"));
    Map<String, Integer> categories = new TreeMap<>();
    for (MarketTitles.Title title : titles) {
      categories.merge(title.category(), 1, Integer::sum);
    }
    categories.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .forEach(category ->
            out.append(
                count(titles, namer, title -> title.category().equals(category)).row(category)));
    out.append("\nA class is right where it lies in:\n\n");
    MarketTitles.ALLOWED.forEach((category, classes) ->
        out.append("- ")
            .append(category)
            .append(": ")
            .append(String.join(", ", classes))
            .append('\n'));
    return out.toString();
  }

  private static String kinds(List<MarketTitles.Filed> titles, SubstanceNamer namer) {
    StringBuilder out = new StringBuilder();
    out.append("| category | kinds that count as right | sellers looked at | right |");
    out.append(" not looked at | right |\n|---|---|---:|---:|---:|---:|\n");
    MarketTitles.KINDS.forEach((category, kinds) -> {
      if (kinds.isEmpty()) {
        return;
      }
      out.append("| ").append(category).append(" | ");
      out.append(kinds.stream().sorted().collect(Collectors.joining(", ")));
      for (boolean seen : new boolean[] {true, false}) {
        List<MarketTitles.Filed> half =
            titles.stream()
                .filter(title -> title.seen() == seen && title.category().equals(category))
                .toList();
        long right =
            half.stream()
                .filter(title ->
                    kinds.contains(namer.name(title.text(), null, null).offerKind().word()))
                .count();
        out.append(
            String.format(
                Locale.ROOT,
                " | %,d | %.3f",
                half.size(),
                half.isEmpty() ? 0 : (double) right / half.size()));
      }
      out.append(" |\n");
    });
    return out.toString();
  }

  private static String ablation(
      ForumComments comments, List<MarketTitles.Title> titles, SubstanceNamer namer) {
    StringBuilder out = new StringBuilder();
    out.append(
        "| lexicon | mentions: precision | recall | F1 | titles: class right | substance |\n");
    out.append("|---|---:|---:|---:|---:|---:|\n");
    out.append(line("whole", comments, titles, namer));
    for (String kind : KINDS) {
      SubstanceNamer less = SubstanceNamer.of(Lexicon.standard().withoutKind(kind));
      out.append(line("without names of kind " + kind, comments, titles, less));
    }
    return out.toString();
  }

  private static String line(
      String name, ForumComments comments, List<MarketTitles.Title> titles, SubstanceNamer namer) {
    Score score = ForumComments.score(comments.comments(), text -> spans(namer, text));
    Count count = count(titles, namer, _ -> true);
    return String.format(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.3f | %.3f | %.3f |%n",
        name,
        score.precision(),
        score.recall(),
        score.f1(),
        (double) count.classRight() / Math.max(1, count.titles()),
        (double) count.substanceRight() / Math.max(1, count.withSubstance()));
  }
}
