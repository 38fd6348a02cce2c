package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.substance.Lexicon;
import weir.substance.Vocabulary;
import weir.substance.VocabularyImport;
import weir.substance.VocabularyProblem;
import weir.substance.VocabularyReader;
import weir.vocabulary.KeptVocabulary;
import weir.vocabulary.ReviewEntry;
import weir.vocabulary.ReviewList;
import weir.vocabulary.Vocabularies;

/** {@code weir lexicon}: the names of substances. */
@Command(
    name = "lexicon",
    mixinStandardHelpOptions = true,
    description = "The names by which substances are known.",
    subcommands = {
      LexiconCommand.ListAll.class,
      LexiconCommand.Check.class,
      LexiconCommand.Import.class,
      LexiconCommand.ListVocabularies.class,
      LexiconCommand.Remove.class,
      LexiconCommand.Review.class,
      CoveredCommand.class
    })
final class LexiconCommand extends CommandGroup {

  private static final int SHOWN = 20;
  private static final long LONGEST_FILE = 100_000_000;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Every substance with its class, those of vocabularies in the home included.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Mixin private TableOutput table = new TableOutput();

    @Override
    public Integer call() throws IOException {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      home.vocabularies()
          .lexicon()
          .substances()
          .forEach(s -> rows.add(List.of(s.id(), s.substanceClass(), s.label(), s.source())));
      table.write(List.of("substance", "class", "label", "source"), rows);
      return Main.DONE;
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Every fault of the lexicon's files and of the vocabularies in the home, with file and"
              + " line.")
  static final class Check implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      Lexicon lexicon = home.vocabularies().lexicon();
      lexicon.check().forEach(out::println);
      out.printf(
          "%d substances, version %s, %d faults%n",
          lexicon.substances().size(), lexicon.version(), lexicon.check().size());
      out.flush();
      return lexicon.check().isEmpty() ? Main.DONE : Main.FAILED;
    }
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Brings a vocabulary in: DrugBank's open vocabulary, ATC codes, JSON with names and"
            + " categories, or a table with the column name, and class, synonyms (parted by |) and"
            + " language where you have them. Names and classes only are read. Imported again under"
            + " the same name, it takes the place of the former.",
        ""
      },
      footer = {
        "",
        "Examples:",
        "  weir lexicon import drugbank.csv --name drugbank --licence 'CC0 1.0' --class medicine/other",
        "  weir lexicon import ours.csv --name ours --licence 'own work' --dry-run",
        "",
        "Then 'weir reread' names what is kept again."
      })
  static final class Import implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Parameters(paramLabel = "FILE", description = "The vocabulary, in UTF-8.")
    private Path file = Path.of("");

    @Option(
        names = "--name",
        required = true,
        paramLabel = "ID",
        description = "A short name for it: small letters, digits and hyphens.")
    private String id = "";

    @Option(
        names = "--licence",
        required = true,
        paramLabel = "TEXT",
        description = "The licence under which it came, such as 'CC0 1.0'; it is kept with it.")
    private String licence = "";

    @Option(names = "--title", paramLabel = "TEXT", description = "What it is called in full.")
    private @Nullable String title;

    @Option(
        names = "--class",
        paramLabel = "PATH",
        description = "The class of new substances whose class the file does not tell.")
    private @Nullable String defaultClass;

    @Option(names = "--dry-run", description = "Say what would be added, and keep nothing.")
    private boolean dryRun;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      PrintWriter err = spec.commandLine().getErr();
      if (licence.isBlank()) {
        throw Problem.usage(
            "A vocabulary keeps its licence. Name it: --licence 'CC0 1.0', or --licence 'own work'.");
      }
      byte[] bytes = bytes();
      VocabularyImport made;
      Vocabulary vocabulary;
      try {
        Vocabularies.checkId(id);
        vocabulary = VocabularyReader.read(text(bytes), String.valueOf(file.getFileName()));
        made =
            VocabularyImport.of(
                home.vocabularies().lexiconWithout(id), id, vocabulary.entries(), defaultClass);
      } catch (VocabularyProblem e) {
        throw Problem.failed(String.valueOf(e.getMessage()));
      } catch (IllegalArgumentException e) {
        throw Problem.usage(String.valueOf(e.getMessage()));
      }
      vocabulary.faults().stream().limit(SHOWN).forEach(err::println);
      if (vocabulary.faults().size() > SHOWN) {
        err.printf("… and %,d faults more%n", vocabulary.faults().size() - SHOWN);
      }
      print(out, vocabulary, made);
      if (dryRun) {
        out.println("Nothing was kept: this was a dry run.");
      } else {
        VocabularyImport.Counts counts = made.counts();
        home.vocabularies()
            .keep(
                new KeptVocabulary(
                    id,
                    title == null ? id : title,
                    licence,
                    String.valueOf(file.getFileName()),
                    vocabulary.format().words(),
                    digest(bytes),
                    Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS),
                    counts.entries(),
                    counts.matched(),
                    counts.substances(),
                    counts.names(),
                    made.leftOut().size(),
                    made.conflicts().size()),
                made);
        out.printf(
            "Kept as '%s'. 'weir reread' names what is kept again; what was left out stands in %s.%n",
            id, home.path().resolve("lexicon").resolve(id).resolve("conflicts.csv"));
      }
      out.flush();
      err.flush();
      return vocabulary.faults().isEmpty() ? Main.DONE : Main.SOME_REFUSED;
    }

    private byte[] bytes() throws IOException {
      if (!Files.isRegularFile(file)) {
        throw Problem.usage("There is no file '%s'. Check the path.".formatted(file));
      }
      if (Files.size(file) > LONGEST_FILE) {
        throw Problem.failed(
            "'%s' has %,d bytes; at most %,d are read. Divide it and import each part."
                .formatted(file, Files.size(file), LONGEST_FILE));
      }
      return Files.readAllBytes(file);
    }

    private String text(byte[] bytes) {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        throw Problem.failed(
            "'%s' is not UTF-8 text. Save it as UTF-8 and import it again.".formatted(file));
      }
    }

    private static void print(PrintWriter out, Vocabulary vocabulary, VocabularyImport made) {
      VocabularyImport.Counts counts = made.counts();
      out.printf("read as           %s%n", vocabulary.format().words());
      out.printf("entries           %,9d%n", counts.entries());
      out.printf("  already known   %,9d%n", counts.matched());
      out.printf("  new substances  %,9d%n", counts.substances());
      out.printf("names added       %,9d%n", counts.names());
      out.printf("names known       %,9d%n", counts.known());
      out.printf("left out          %,9d%n", made.leftOut().size());
      made.reasons()
          .forEach((reason, n) ->
              out.printf(
                  "  %,7d  %s%s%n", n, reason.whole() ? "entries: " : "names: ", reason.words()));
      List<VocabularyImport.LeftOut> conflicts = made.conflicts();
      if (!conflicts.isEmpty()) {
        out.println("conflicts (these entries add nothing):");
        conflicts.stream()
            .limit(SHOWN)
            .forEach(c ->
                out.printf(
                    "  line %d, %s: %s (%s)%n",
                    c.line(), c.entry(), c.reason().words(), c.detail()));
        if (conflicts.size() > SHOWN) {
          out.printf("  … and %,d more%n", conflicts.size() - SHOWN);
        }
      }
    }

    private static String digest(byte[] bytes) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java platform has SHA-256", e);
      }
    }
  }

  @Command(
      name = "vocabularies",
      mixinStandardHelpOptions = true,
      description = "The vocabularies in the home, with their licences and counts.")
  static final class ListVocabularies implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Mixin private TableOutput table = new TableOutput();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (KeptVocabulary v : home.vocabularies().list()) {
        rows.add(
            List.of(
                v.id(),
                v.title(),
                v.licence(),
                v.importedAt(),
                (long) v.entries(),
                (long) v.matched(),
                (long) v.substances(),
                (long) v.names(),
                (long) v.leftOut(),
                (long) v.conflicts()));
      }
      if (rows.isEmpty() && table.forPeople()) {
        spec.commandLine()
            .getErr()
            .println("No vocabulary was brought in yet. 'weir lexicon import --help' tells how.");
        return Main.DONE;
      }
      table.write(
          List.of(
              "vocabulary",
              "title",
              "licence",
              "imported_at",
              "entries",
              "matched",
              "substances",
              "names",
              "left_out",
              "conflicts"),
          rows);
      return Main.DONE;
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Removes a vocabulary from the home.")
  static final class Remove implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Parameters(paramLabel = "ID", description = "Its short name; 'weir lexicon vocabularies'.")
    private String id = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      PrintWriter err = spec.commandLine().getErr();
      if (!home.vocabularies().remove(id)) {
        throw Problem.usage(
            "There is no vocabulary '%s'. 'weir lexicon vocabularies' lists them.".formatted(id));
      }
      err.printf("Removed '%s'. 'weir reread' names what is kept again.%n", id);
      int faults = home.vocabularies().lexicon().check().size();
      if (faults > 0) {
        err.printf(
            "%,d rows of other vocabularies leaned on it: import those again; 'weir lexicon check'"
                + " lists them.%n",
            faults);
      }
      err.flush();
      return Main.DONE;
    }
  }

  @Command(
      name = "review",
      mixinStandardHelpOptions = true,
      description =
          "The namings that were sent to the review list from the page Names, open ones only.")
  static final class Review implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Mixin private TableOutput table = new TableOutput();

    @Option(names = "--all", description = "Those that are done too.")
    private boolean all;

    @Option(names = "--done", paramLabel = "ID", description = "Mark one as done.")
    private @Nullable String done;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      ReviewList review = ReviewList.in(home.path(), Clock.systemUTC());
      String finished = done;
      if (finished != null) {
        if (!review.done(finished)) {
          throw Problem.usage(
              "No open entry has the id '%s'. 'weir lexicon review' lists them."
                  .formatted(finished));
        }
        spec.commandLine().getErr().printf("%s is done.%n", finished);
        return Main.DONE;
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (ReviewEntry e : review.entries()) {
        if (all || !e.done()) {
          List<@Nullable Object> row = new ArrayList<>();
          row.add(e.id());
          row.add(e.done() ? "done" : e.complaint());
          row.add(e.surface());
          row.add(e.substance());
          row.add(e.substanceClass());
          row.add(e.how());
          row.add(e.text());
          row.add(e.category());
          row.add(e.sourceKind());
          row.add(e.at());
          row.add(e.lexicon());
          rows.add(row);
        }
      }
      table.write(
          List.of(
              "id",
              "complaint",
              "surface",
              "substance",
              "class",
              "how",
              "text",
              "category",
              "source_kind",
              "at",
              "lexicon"),
          rows);
      return Main.DONE;
    }
  }
}
