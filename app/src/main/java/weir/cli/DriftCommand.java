package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.drift.FillWatch;
import weir.drift.Mending;
import weir.fill.FillRates;
import weir.fill.Loss;
import weir.fill.PagesAround;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.source.Profiles;

/** {@code weir profile drift}: which sources' pages no longer fit, and how to mend the profile. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Says which fields a source's pages lost, since when, and on how many pages. With a source"
          + " named, looks for where the values went and prints the mended profile as a difference."
          + " While nothing changes, a field is called lost less often than once in 10,000 pages.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir profile drift",
      "  weir profile drift my-shop --profile my-shop.yaml --write mended.yaml"
    })
final class DriftCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "Only this source.")
  private @Nullable String source;

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      description =
          "The profile to mend (default: profiles/SOURCE.yaml in the home, else the shipped one).")
  private @Nullable String profile;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Writes the mended profile; nothing is overwritten.")
  private @Nullable Path write;

  @Option(names = "--past", description = "Also what was lost once and came back.")
  private boolean past;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    String named = source;
    try (Lake lake = home.existingLake()) {
      List<Loss> losses = new ArrayList<>();
      try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
        List<String> known = FillRates.sources(query);
        if (named != null && !known.contains(named)) {
          throw Problem.usage(
              "Nothing was saved of a source '%s'. Known: %s."
                  .formatted(named, String.join(", ", known)));
        }
        for (String one : named == null ? known : List.of(named)) {
          List<Loss> all = FillRates.all(query, one);
          losses.addAll(past ? all : all.stream().filter(loss -> !loss.change().over()).toList());
        }
      }
      if (losses.isEmpty()) {
        out.printf(
            "%s as before: no field is called lost. The first %d pages of a kind tell what is usual.%n",
            named == null ? "All sources' pages are" : "The pages of '" + named + "' are",
            FillWatch.REFERENCE);
      }
      losses.forEach(loss ->
          out.printf(
              "%s: %s%s%n", loss.source(), loss.words(), loss.change().over() ? " (over)" : ""));
      if (named != null && losses.stream().anyMatch(loss -> !loss.change().over())) {
        mend(lake, named, losses, out);
      }
      out.flush();
    }
    return Main.DONE;
  }

  private void mend(Lake lake, String named, List<Loss> losses, PrintWriter out)
      throws IOException {
    String text = profileText(named).orElse(null);
    if (text == null) {
      out.printf("No profile of '%s' is at hand to mend: name it with --profile.%n", named);
      return;
    }
    LocalDate since =
        losses.stream()
            .filter(loss -> !loss.change().over())
            .map(loss -> loss.change().since())
            .filter(java.util.Objects::nonNull)
            .min(java.time.Instant::compareTo)
            .map(at -> at.atZone(ZoneOffset.UTC).toLocalDate())
            .orElse(null);
    PagesAround pages = PagesAround.of(lake, named, losses);
    Optional<Mending.Proposal> proposal =
        Mending.propose(
            text,
            named + ".yaml",
            pages.before(),
            pages.since(),
            home.vocabularies().namer(),
            home.digestKey());
    if (proposal.isEmpty()) {
      out.printf(
          "Where the values went was not found on %d of the pages%s. Look at one (weir serve), or describe it anew (weir profile suggest).%n",
          pages.since().size(), since == null ? "" : " since " + since);
      return;
    }
    Mending.Proposal found = proposal.get();
    out.printf("%nThe mended profile, as a difference:%n%n");
    found.difference().forEach(line -> out.printf("  %s%n", line));
    out.println();
    found.reasons().forEach(reason -> out.printf("  %s%n", reason));
    out.printf(
        "%nOf %d pages that no longer fit, %d give records with it; of %d older ones, %d still do.%n",
        pages.since().size(), found.readNow(), pages.before().size(), found.readStill());
    Path file = write;
    if (file == null) {
      out.printf("Write it with --write FILE, look it over, and use it: ");
    } else {
      if (Files.exists(file)) {
        throw Problem.usage("'%s' exists already. Name a file that does not.".formatted(file));
      }
      Files.writeString(file, found.mended());
      out.printf("Written to %s. Look it over, and use it: ", file);
    }
    out.printf(
        "weir reread --source %s --profile %s%n", named, file == null ? "FILE" : file.toString());
    if (found.readStill() < pages.before().size()) {
      out.printf("Some older pages need the old rules too: keep these below the new ones.%n");
    }
  }

  private Optional<String> profileText(String named) throws IOException {
    String chosen = profile;
    if (chosen == null) {
      Path own = home.path().resolve("profiles").resolve(named + ".yaml");
      return Files.isRegularFile(own) ? Optional.of(Files.readString(own)) : Profiles.text(named);
    }
    var _ = ReadingOptions.profile(chosen); // says what is wrong with it
    Optional<String> shipped = Profiles.text(chosen);
    return shipped.isPresent() ? shipped : Optional.of(Files.readString(Path.of(chosen)));
  }
}
