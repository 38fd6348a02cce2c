package weir.accuracy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Titles of one market with the market's own category, each different title once. Vendors whose
 * name has an even hash were looked at while the lexicon was mended; the odd half is the unseen
 * one.
 */
final class MarketTitles {
  private static final List<String> FILES =
      List.of("products-2014-01.csv", "products-2014-02-01.csv", "products-2014-02-02.csv");

  /** Which classes a category allows; categories that are not listed are left out. */
  static final Map<String, List<String>> ALLOWED = allowed();

  /** Which substances the lowest category names; where it names a group or none, it is left out. */
  private static final Map<String, Set<String>> SUBSTANCES =
      Map.ofEntries(
          Map.entry("Cannabis/Weed", Set.of("cannabis-herb")),
          Map.entry("Cannabis/Hash", Set.of("cannabis-resin", "cannabis-concentrate")),
          Map.entry("Cannabis/Edibles", Set.of("cannabis-edible")),
          Map.entry("Cannabis/Concentrates", Set.of("cannabis-concentrate")),
          Map.entry("Stimulants/Cocaine", Set.of("cocaine", "crack-cocaine")),
          Map.entry("Stimulants/Speed", Set.of("amphetamine")),
          Map.entry("Stimulants/Meth", Set.of("methamphetamine")),
          Map.entry("Psychedelics/LSD", Set.of("lsd")),
          Map.entry("Psychedelics/DMT", Set.of("dmt")),
          Map.entry("Psychedelics/Mushrooms", Set.of("psilocybin-mushrooms", "psilocybin")),
          Map.entry("Psychedelics/Mescaline", Set.of("mescaline")),
          Map.entry("Psychedelics/Salvia", Set.of("salvia-divinorum", "salvinorin-a")),
          Map.entry("Ecstasy/MDMA", Set.of("mdma")),
          Map.entry("Ecstasy/Pills", Set.of("mdma")),
          Map.entry("Ecstasy/MDA", Set.of("mda")),
          Map.entry("Dissociatives/Ketamine", Set.of("ketamine", "esketamine")),
          Map.entry("Disassociatives/Ketamine", Set.of("ketamine", "esketamine")),
          Map.entry("Dissociatives/MXE", Set.of("methoxetamine")),
          Map.entry("Disassociatives/MXE", Set.of("methoxetamine")),
          Map.entry("Dissociatives/GHB", Set.of("ghb")),
          Map.entry("Disassociatives/GHB", Set.of("ghb")),
          Map.entry("Disassociatives/GBL", Set.of("gbl")));

  private MarketTitles() {}

  /**
   * One title.
   *
   * @param lowest the category and the one below it, joined by a stroke
   * @param seen whether its vendor belongs to the half that was looked at
   */
  record Title(String text, String category, String lowest, boolean seen) {
    boolean classFits(@Nullable String path) {
      return path != null
          && ALLOWED.getOrDefault(category, List.of()).stream()
              .anyMatch(allowed -> path.equals(allowed) || path.startsWith(allowed + "/"));
    }

    /** Whether the lowest category names a substance. */
    boolean namesSubstance() {
      return SUBSTANCES.containsKey(lowest);
    }

    boolean substanceFits(@Nullable String substance) {
      return substance != null && SUBSTANCES.getOrDefault(lowest, Set.of()).contains(substance);
    }
  }

  /**
   * Which kinds of offer a category holds, by the beginning of its path. What buyers write as
   * "Other", and goods that are neither drugs nor of a kind that Weir tells, are left out.
   */
  static final Map<String, Set<String>> KINDS = kinds();

  private static Map<String, Set<String>> kinds() {
    Map<String, Set<String>> kinds = new LinkedHashMap<>();
    kinds.put("Drugs/Other", Set.of());
    kinds.put("Drugs", Set.of("product", "combination"));
    kinds.put("Information", Set.of("guide"));
    kinds.put("Services", Set.of("service", "other"));
    kinds.put("Data/Accounts", Set.of("service", "other"));
    kinds.put("Forgeries", Set.of("replica"));
    kinds.put("Counterfeits", Set.of("replica"));
    kinds.put("Drug paraphernalia", Set.of("equipment", "packaging"));
    return kinds;
  }

  /** A title of any category, with the beginning of its path that stands in {@link #KINDS}. */
  record Filed(String text, String category, boolean seen) {}

  /** The titles of all categories that {@link #KINDS} lists, each once. */
  static List<Filed> filed(Path folder) throws IOException {
    Map<String, Filed> titles = new LinkedHashMap<>();
    for (String file : FILES) {
      Path path = folder.resolve(file);
      if (!Files.exists(path)) {
        continue;
      }
      try (CsvReader<NamedCsvRecord> csv = open(path)) {
        for (NamedCsvRecord row : csv) {
          String filed =
              row.getField("cat") + "/" + row.getField("subcat") + "/" + row.getField("subsubcat");
          String text = row.getField("product").strip().replaceAll("\\s+", " ");
          boolean seen = (row.getField("vendor").hashCode() & 1) == 0;
          KINDS.keySet().stream()
              .filter(beginning -> filed.startsWith(beginning + "/"))
              .findFirst()
              .ifPresent(beginning -> titles.putIfAbsent(text, new Filed(text, beginning, seen)));
        }
      }
    }
    return new ArrayList<>(titles.values());
  }

  private static CsvReader<NamedCsvRecord> open(Path path) throws IOException {
    return CsvReader.builder()
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(64 * 1024 * 1024)
        .ofNamedCsvRecord(path);
  }

  private static Map<String, List<String>> allowed() {
    Map<String, List<String>> allowed = new LinkedHashMap<>();
    allowed.put("Cannabis", List.of("cannabis", "nps/synthetic-cannabinoid"));
    allowed.put("Ecstasy", List.of("mdma", "nps/phenethylamine", "nps/cathinone"));
    allowed.put("Psychedelics", List.of("psychedelic", "nps/phenethylamine", "nps/tryptamine"));
    allowed.put(
        "Stimulants",
        List.of("cocaine", "amphetamine", "nps/cathinone", "nps/other", "medicine/stimulant"));
    allowed.put("Opioids", List.of("opioid", "nps/fentanyl", "nps/nitazene"));
    allowed.put("Benzos", List.of("benzodiazepine", "nps/benzodiazepine"));
    allowed.put("Dissociatives", List.of("dissociative", "nps/arylcyclohexylamine", "sedative"));
    allowed.put("Disassociatives", List.of("dissociative", "nps/arylcyclohexylamine", "sedative"));
    allowed.put("Steroids", List.of("steroid", "medicine"));
    allowed.put(
        "Prescription", List.of("opioid", "benzodiazepine", "sedative", "medicine", "amphetamine"));
    allowed.put("RCs", List.of("nps"));
    allowed.put("Weight loss", List.of("medicine", "amphetamine"));
    return allowed;
  }

  static List<Title> read(Path folder) throws IOException {
    Map<String, Title> titles = new LinkedHashMap<>();
    for (String file : FILES) {
      Path path = folder.resolve(file);
      if (!Files.exists(path)) {
        continue;
      }
      try (CsvReader<NamedCsvRecord> csv = open(path)) {
        for (NamedCsvRecord row : csv) {
          String category = row.getField("subcat");
          if (row.getField("cat").equals("Drugs") && ALLOWED.containsKey(category)) {
            String text = row.getField("product").strip().replaceAll("\\s+", " ");
            boolean seen = (row.getField("vendor").hashCode() & 1) == 0;
            titles.putIfAbsent(
                text, new Title(text, category, category + "/" + row.getField("subsubcat"), seen));
          }
        }
      }
    }
    return new ArrayList<>(titles.values());
  }
}
